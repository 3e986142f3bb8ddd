import { keepComment } from '../publish/comment.ts';
import type { PublishPorts } from '../publish/publish.ts';
import { commentMarker } from '../reports/comment.ts';
import { githubComments } from './github-comments.ts';
import type { GitHub } from './github.ts';
import { runnerPorts } from './runner.ts';

/** The status to require: it follows the verdict, and an acceptance. */
const statusContext = 'failmode/gate';

/** Where a plan goes from a job: the runner's surfaces, and GitHub. */
export const openSinks = (
  github: GitHub,
  { folder, runUrl }: { folder: string; runUrl: string },
): PublishPorts => ({
  ...runnerPorts(folder),
  async status({ sha, state, description }) {
    const { rest, repository } = github;
    const status = { sha, state, description, context: statusContext, target_url: runUrl };
    await rest.repos.createCommitStatus({ ...repository, ...status });
  },
  comment: async (plan) => (await keepComment(githubComments(github), plan, commentMarker))?.url,
});
