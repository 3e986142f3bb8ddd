import { fieldsOf } from '../fields.ts';
import { refusal, type ApiReply, type ApiRequest } from './conversation.ts';

/** Characters of a comment's or an issue's body, of an issue's title, of a label's name. */
const longest = { body: 65_536, title: 256, label: 50 };

const issuePath = /^\/repos\/[^/]+\/[^/]+\/issues(\/\d+)?$/;
const commentPath = /^\/repos\/[^/]+\/[^/]+\/issues\/(\d+\/comments|comments\/\d+)$/;

const invalid = (error: object): ApiReply => refusal(422, 'Validation Failed', [error]);

const commentTooLong = invalid({
  resource: 'IssueComment',
  code: 'unprocessable',
  field: 'data',
  message: `Body is too long (maximum is ${longest.body} characters)`,
});

const tooLong = (resource: string, field: string, limit: number): ApiReply => {
  const message = `${field} is too long (maximum is ${limit} characters)`;
  return invalid({ resource, code: 'custom', field, message });
};

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0);

const notAssignable = (login: string): ApiReply =>
  invalid({ value: login, resource: 'Issue', field: 'assignees', code: 'invalid' });

/** What GitHub refuses and the emulator takes. */
export const beyondLimits = (
  { method, path, body }: ApiRequest,
  assignable: (login: string) => boolean,
): ApiReply | undefined => {
  if (method !== 'POST' && method !== 'PATCH') return undefined;
  const given = fieldsOf(body);
  if (commentPath.test(path)) {
    return lengthOf(given['body']) > longest.body ? commentTooLong : undefined;
  }
  if (!issuePath.test(path)) return undefined;
  if (lengthOf(given['body']) > longest.body) return tooLong('Issue', 'body', longest.body);
  if (lengthOf(given['title']) > longest.title) return tooLong('Issue', 'title', longest.title);
  const labels = Array.isArray(given['labels']) ? given['labels'] : [];
  if (labels.some((label) => lengthOf(label) > longest.label)) {
    return tooLong('Label', 'name', longest.label);
  }
  const assignees = Array.isArray(given['assignees']) ? given['assignees'].map(String) : [];
  const stranger = assignees.find((login) => !assignable(login));
  return stranger === undefined ? undefined : notAssignable(stranger);
};
