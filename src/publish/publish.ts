import type { Plan, StatusPlan, Annotation, CommentPlan } from '../domain/plan.ts';

/** Where a plan goes. Each is a sink: nothing is read back from it to decide anything. */
export type PublishPorts = {
  summary(markdown: string): Promise<void>;
  annotate(annotation: Annotation): void;
  output(name: string, value: string): void;
  /** Writes a file of the report and gives its path. */
  file(name: string, content: string): Promise<string>;
  status(status: StatusPlan): Promise<void>;
  /** Keeps the comment and gives its address. */
  comment(comment: CommentPlan): Promise<string | undefined>;
  warn(message: string): void;
};

/** What a lost capability is called in a warning, and which line of the workflow gives it. */
const capabilities = {
  comment: { what: 'the comment could not be written', permission: 'pull-requests: write' },
  reply: { what: 'the reply could not be written', permission: 'pull-requests: write' },
  status: { what: 'the commit status could not be set', permission: 'statuses: write' },
} as const;

const httpStatus = (error: unknown): number | undefined =>
  (error as { status?: number } | undefined)?.status;

/** GitHub's answers to a token that lacks a permission. */
export const isForbidden = (error: unknown): boolean => [403, 404].includes(httpStatus(error) ?? 0);

const explain = (capability: keyof typeof capabilities, error: unknown): string => {
  const { what, permission } = capabilities[capability];
  return isForbidden(error)
    ? `${what}: the token lacks a permission; add \`${permission}\` to \`permissions:\` in the workflow (a fork's token never has it). The verdict stands`
    : `${what}: GitHub answered ${httpStatus(error) ?? 'nothing'}. The verdict stands; run the job again to try once more`;
};

/** A capability that is missing is a warning that names it: the verdict does not hang on it. */
export const attempt = async <T>(
  ports: Pick<PublishPorts, 'warn'>,
  capability: keyof typeof capabilities,
  act: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await act();
  } catch (error) {
    ports.warn(explain(capability, error));
    return undefined;
  }
};

export const publishStatus = (
  ports: Pick<PublishPorts, 'status' | 'warn'>,
  status: StatusPlan,
): Promise<unknown> => attempt(ports, 'status', () => ports.status(status));

/** Carries a plan out. What needs no permission comes first; the status comes last. */
export const publish = async (plan: Plan, ports: PublishPorts): Promise<void> => {
  for (const [name, value] of Object.entries(plan.outputs)) ports.output(name, value);
  for (const { name, content, output } of plan.files) {
    const path = await ports.file(name, content);
    if (output !== '') ports.output(output, path);
  }
  for (const annotation of plan.annotations) ports.annotate(annotation);
  await ports.summary(plan.summary);
  const { comment, status } = plan;
  if (comment !== undefined) {
    const url = await attempt(ports, 'comment', () => ports.comment(comment));
    if (url !== undefined) ports.output('comment-url', url);
  }
  if (status !== undefined) await publishStatus(ports, status);
};
