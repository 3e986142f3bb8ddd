/** The HTTP status of GitHub's refusal; undefined for an error of another kind. */
export const statusOf = (error: unknown): number | undefined => {
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === 'number' ? status : undefined;
};

const isRateLimited = (error: unknown): boolean =>
  /rate limit/i.test((error as { message?: string } | undefined)?.message ?? '');

/** The token may not write issues here, or nobody may. */
export const isForbidden = (error: unknown): boolean =>
  [403, 404, 410].includes(statusOf(error) ?? 0) && !isRateLimited(error);

/** The reply was lost: what was asked for may have been done. */
export const isUncertain = (error: unknown): boolean => (statusOf(error) ?? 0) >= 500;

/** Why no issue can be kept, and what to do. */
export const forbidden = (error: unknown): string =>
  statusOf(error) === 410
    ? 'the convert-to-code issues could not be kept: issues are switched off in this repository; switch them on in its settings (the workflow then needs `issues: write` in its `permissions:`)'
    : 'the convert-to-code issues could not be kept: the token lacks a permission; add `issues: write` to `permissions:` in the workflow';

/** `what`: what was tried, as in "open the issue of slots/offered". */
export const failed = (what: string, error: unknown): string =>
  `could not ${what}: GitHub answered ${statusOf(error)}; the next push tries again`;
