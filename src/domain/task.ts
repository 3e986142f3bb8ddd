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
      /** The pull request whose acceptances hold: its own, or in a queue the one that is queued. */
      acceptedIn: number | undefined;
    }
  | { mode: 'baseline'; branch: string }
  | { mode: 'command'; pullRequest: number; comment: CommandComment }
  /** The looking session is announced; `branch`: whose runs are told of. */
  | { mode: 'look'; branch: string }
  | { mode: 'none'; why: string };

/** A comment that may hold a command, as its event told it. */
export type CommandComment = { id: number; body: string; by: string };

export type PullRequest = { number: number; head: string; headRef: string };
