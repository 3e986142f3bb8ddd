import type { CommentPlan } from '../domain/plan.ts';

/** A comment on a pull request, as far as the bot looks at it. */
export type PostedComment = {
  id: number;
  body: string;
  author: { login: string; isBot: boolean };
  url: string;
};

/** What keeping the comment needs of GitHub. */
export type CommentPort = {
  list(pullRequest: number): Promise<PostedComment[]>;
  create(pullRequest: number, body: string): Promise<PostedComment>;
  update(id: number, body: string): Promise<PostedComment>;
  remove(id: number): Promise<void>;
  /** The commit a pull request's head is now; undefined once it is closed. */
  openHead(pullRequest: number): Promise<string | undefined>;
};

/** The account of the job's own token. People cannot register a login with brackets. */
const jobBot = 'github-actions[bot]';

const runLine = ({ head, run }: CommentPlan): string =>
  `<!-- failmode:run ${head} ${run.number}.${run.attempt} -->`;
const runPattern = /^<!-- failmode:run [0-9a-f]+ (\d+)\.(\d+) -->$/m;

/**
 * The bot's own comments, oldest first: the marker alone on the first line, by a bot. Anybody can
 * write the marker; only the author proves whose it is.
 */
export const ownComments = (
  comments: readonly PostedComment[],
  marker: string,
): PostedComment[] => {
  const marked = comments.filter(
    ({ body, author }) => author.isBot && body.split(/\r?\n/, 1)[0] === marker,
  );
  const byJob = marked.filter(({ author }) => author.login === jobBot);
  return (byJob.length > 0 ? byJob : marked).toSorted((a, b) => a.id - b.id);
};

/** True: the comment was written by a later run than this one. */
const isNewer = ({ body }: PostedComment, { run }: CommentPlan): boolean => {
  const [, number, attempt] = runPattern.exec(body) ?? [];
  if (number === undefined) return false;
  return (
    Number(number) > run.number || (Number(number) === run.number && Number(attempt) > run.attempt)
  );
};

/** Of several own comments the first is kept: runs that raced come to the same one. */
const keepFirst = async (port: CommentPort, own: readonly PostedComment[]) => {
  for (const extra of own.slice(1)) await port.remove(extra.id);
  return own[0];
};

/** Writes a comment; after an error what is there is asked again, because the reply alone may be lost. */
const createOnce = async (port: CommentPort, plan: CommentPlan, body: string, marker: string) => {
  const find = async () => ownComments(await port.list(plan.pullRequest), marker);
  try {
    await port.create(plan.pullRequest, body);
  } catch (error) {
    if ((await find()).length === 0) throw error;
  }
  return keepFirst(port, await find());
};

/** Keeps the one comment of a pull request. Undefined: there is none, and none was to be made. */
export const keepComment = async (
  port: CommentPort,
  plan: CommentPlan,
  marker: string,
): Promise<PostedComment | undefined> => {
  if ((await port.openHead(plan.pullRequest)) !== plan.head) return undefined;
  const own = ownComments(await port.list(plan.pullRequest), marker);
  const kept = await keepFirst(port, own);
  if (kept === undefined && plan.when === 'if-present') return undefined;
  if (kept !== undefined && isNewer(kept, plan)) return kept;
  const body = `${plan.body.trimEnd()}\n\n${runLine(plan)}\n`;
  if (kept === undefined) return createOnce(port, plan, body, marker);
  if (plan.how === 'update') return port.update(kept.id, body);
  await port.remove(kept.id);
  return createOnce(port, plan, body, marker);
};
