/** The repository that a report is shown in; links lead nowhere else. */
export type Where = { serverUrl: string; repository: string };

/** No repository to link to: commits are named, not linked. */
export const nowhere: Where = { serverUrl: '', repository: '' };

/** The page of a commit; undefined unless every part is what it should be. */
export const commitUrl = ({ serverUrl, repository }: Where, sha: string): string | undefined =>
  /^https?:\/\/[\w.-]+(?::\d+)?$/.test(serverUrl) &&
  /^[\w.-]+\/[\w.-]+$/.test(repository) &&
  /^[0-9a-f]{40}$/.test(sha)
    ? `${serverUrl}/${repository}/commit/${sha}`
    : undefined;

export const shortSha = (sha: string): string => sha.slice(0, 7);
