import * as z from 'zod';
import { readStored, type StoredKind } from '../baseline/stored-json.ts';
import { fingerprint } from '../baseline/fingerprint.ts';
import { swap, type Pause } from '../baseline/swap.ts';
import type { DataBranch, DataSnapshot, DataWriter } from '../domain/data-branch.ts';
import type { EvalName } from '../domain/names.ts';
import { isEvalName } from './body.ts';

const path = 'convert.json';

const entrySchema = z.strictObject({
  number: z.int().min(1).exactOptional(),
  /** Until it is done or has expired, one run alone opens, closes or reopens the issue. */
  claimedAt: z.iso.datetime().exactOptional(),
  claimedBy: z.string().exactOptional(),
  /** Left out: a person closed it, or it is open. */
  closedBy: z.literal('failmode').exactOptional(),
  /** Of what its section tells, when it was last written. */
  digest: z.string().exactOptional(),
});

const ledgerSchema = z.strictObject({
  schema: z.literal(1),
  evals: z.record(z.string().refine(isEvalName, 'no name of an eval'), entrySchema),
});

export type Entry = z.infer<typeof entrySchema>;
type Stored = z.infer<typeof ledgerSchema>;

/** What is known of each eval's issue. */
export type Ledger = ReadonlyMap<EvalName, Entry>;

const kind: StoredKind<Stored> = {
  schema: ledgerSchema,
  what: 'the ledger of the convert-to-code issues',
  afterDeletion: 'the issues are then found by their first line',
};

/** Nothing, where no issue was ever filed. */
export const readLedger = async (branch: DataBranch, snapshot: DataSnapshot): Promise<Ledger> => {
  if (!snapshot.blobs.has(path)) return new Map();
  const { evals } = await readStored(branch, snapshot, path, kind);
  return new Map(Object.entries(evals) as [EvalName, Entry][]);
};

const textOf = (ledger: Ledger): string => {
  const evals = Object.fromEntries([...ledger].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ schema: 1, evals } satisfies Stored)}\n`;
};

/** An entry before and after; undefined: there is none. */
export type Exchange = { from: Entry | undefined; to: Entry | undefined };

const isSame = (one: Entry | undefined, other: Entry | undefined): boolean =>
  fingerprint(one) === fingerprint(other);

const exchanged = (ledger: Ledger, changes: ReadonlyMap<EvalName, Exchange>): Ledger => {
  const next = new Map(ledger);
  for (const [name, { to }] of changes) {
    if (to === undefined) next.delete(name);
    else next.set(name, to);
  }
  return next;
};

/**
 * Exchanges each entry that is still what it was when it was seen, all in one commit; gives the
 * names of those. The rest belongs to another run by now.
 */
export const exchange = async (
  branch: DataBranch & DataWriter,
  changes: ReadonlyMap<EvalName, Exchange>,
  { pause, message }: { pause: Pause; message: string },
): Promise<Set<EvalName>> => {
  const wanted = new Map([...changes].filter(([, { from, to }]) => !isSame(from, to)));
  if (wanted.size === 0) return new Set();
  let due = wanted;
  await swap(branch, pause, async (snapshot) => {
    const ledger = await readLedger(branch, snapshot);
    due = new Map([...wanted].filter(([name, { from }]) => isSame(ledger.get(name), from)));
    if (due.size === 0) return undefined;
    return { files: new Map([[path, textOf(exchanged(ledger, due))]]), message };
  });
  return new Set(due.keys());
};

const claimLasts = 10 * 60_000;

/** Whether a run is at the issue now. */
export const isClaimed = (entry: Entry | undefined, now: Date): boolean =>
  entry?.claimedAt !== undefined && Date.parse(entry.claimedAt) + claimLasts > now.getTime();

export const claimed = (entry: Entry | undefined, at: Date, by: string): Entry => ({
  ...entry,
  claimedAt: at.toISOString(),
  claimedBy: by,
});

export const unclaimed = (entry: Entry | undefined): Entry => {
  const { claimedAt: _at, claimedBy: _by, ...rest } = entry ?? {};
  return rest;
};
