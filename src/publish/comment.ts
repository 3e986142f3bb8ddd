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

type Run = CommentPlan['run'] & { head: string };

const runLine = ({ head, number, attempt }: Run): string =>
  `<!-- failmode:run ${head} ${number}.${attempt} -->`;
const runPattern = /^<!-- failmode:run ([0-9a-f]+) (\d+)\.(\d+) -->$/m;

/** The run that wrote a comment, as its last line says. */
const runOf = ({ body }: PostedComment): Run | undefined => {
  const [, head, number, attempt] = runPattern.exec(body) ?? [];
  return head === undefined
    ? undefined
    : { head, number: Number(number), attempt: Number(attempt) };
};

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

const isNewer = (one: Run, other: Run): boolean =>
  one.number > other.number || (one.number === other.number && one.attempt > other.attempt);

/** Of several own comments the first is kept: runs that raced come to the same one. */
const keepFirst = async (port: CommentPort, own: readonly PostedComment[]) => {
  for (const extra of own.slice(1)) await port.remove(extra.id);
  return own[0];
};

/** Writes a comment; after an error what is there is asked again, because the reply alone may be lost. */
const createOnce = async (port: CommentPort, pullRequest: number, body: string, marker: string) => {
  const find = async () => ownComments(await port.list(pullRequest), marker);
  try {
    await port.create(pullRequest, body);
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
  const { pullRequest, head, when, how } = plan;
  if ((await port.openHead(pullRequest)) !== head) return undefined;
  const kept = await keepFirst(port, ownComments(await port.list(pullRequest), marker));
  if (kept === undefined && when === 'if-present') return undefined;
  const run = { ...plan.run, head };
  const seen = kept && runOf(kept);
  const newer = seen !== undefined && isNewer(seen, run) ? seen : undefined;
  if (newer !== undefined && !(plan.amends && newer.head === head)) return kept;
  const body = `${plan.body.trimEnd()}\n\n${runLine(newer ?? run)}\n`;
  if (kept === undefined) return createOnce(port, pullRequest, body, marker);
  if (how === 'update') return port.update(kept.id, body);
  await port.remove(kept.id);
  return createOnce(port, pullRequest, body, marker);
};

/** Keeps the one reply that a marker stands for; however often it is given, there is one. */
export const keepReply = async (
  port: CommentPort,
  pullRequest: number,
  body: string,
  marker: string,
): Promise<PostedComment | undefined> => {
  const kept = await keepFirst(port, ownComments(await port.list(pullRequest), marker));
  if (kept === undefined) return createOnce(port, pullRequest, body, marker);
  return kept.body.trimEnd() === body.trimEnd() ? kept : port.update(kept.id, body);
};
