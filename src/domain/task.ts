/** What an event asks for. */
export type Task =
  | {
      mode: 'gate';
      /** The pull request to comment on. */
      pullRequest: PullRequest | undefined;
      /** The commit whose status says the verdict; undefined: only the job does. */
      statusSha: string | undefined;
      /** The commit a change is made on, if the event says so; the checkout's first parent comes before it. */
      baseSha: string | undefined;
      /** The head of the change, by which the checkout's merge commit is known. */
      headSha: string | undefined;
      /** True: the checkout is a change with a base; false: it is held against the baseline itself. */
      hasBase: boolean;
      branch: string;
    }
  | { mode: 'baseline'; branch: string }
  | { mode: 'none'; why: string };

export type PullRequest = { number: number; head: string; headRef: string };
