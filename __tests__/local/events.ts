export type { WorkflowEvent } from './events/event.ts';
export {
  mergeGroupEvent,
  pushEvent,
  scheduleEvent,
  workflowDispatchEvent,
} from './events/branches.ts';
export { issueCommentEvent, pullRequestEvent, workflowRunEvent } from './events/pull-requests.ts';
