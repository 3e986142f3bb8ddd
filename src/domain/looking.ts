import * as z from 'zod';
import { modeId } from './names.ts';
import { noteSchema, type Note } from './note.ts';

/** Why a trace is in a sample. */
export const picks = ['random', 'outlier', 'disagreement', 'mode', 'asked'] as const;
export type Pick = (typeof picks)[number];

/** A trace of a sample, and why it is there: `longest answer`, `9 tool calls`. */
export type Sampled = { trace: string; pick: Pick; why?: string };

/** One looking session; one line of `evals/sessions.jsonl`. The seed and the traces make its sample again. */
export const sessionSchema = z.strictObject({
  id: z.string().min(1),
  seed: z.int().min(0),
  at: z.iso.datetime(),
  by: z.string().min(1),
  traces: z.array(
    z.strictObject({
      trace: z.string(),
      pick: z.enum(picks),
      why: z.string().exactOptional(),
    }),
  ),
});

export type Session = z.infer<typeof sessionSchema>;

/** A trace in the list of the page: enough to show and to order, without its content. */
export type TraceSummary = Sampled & {
  at?: string;
  characters: number;
  toolCalls: number;
  latencyMs?: number;
};

export type ModeCard = {
  id: string;
  name: string;
  definition: string;
  opinion: boolean;
  evals: number;
};

/** How much the traces read last still told. */
export type Saturation = {
  /** Traces read. */
  read: number;
  /** How many of them are looked at: at most the last 20. */
  of: number;
  /** Failure modes that no earlier trace had. */
  fresh: number;
  /** Failed among them that are in no failure mode yet: each may be a new kind. */
  unsorted: number;
  reached: boolean;
};

/** `GET /api/session`: all that the page needs but the traces themselves. */
export type LookingState = {
  session: { id: string; seed: number; at: string; minutes: number };
  by: string;
  traces: TraceSummary[];
  /** Of this person, the last one a trace. */
  notes: Note[];
  modes: ModeCard[];
  targets: string[];
  /** Over the notes of all people. */
  saturation: Saturation;
};

/**
 * `PUT /api/notes`: the server adds who and when, and appends it to `evals/notes.jsonl`. `since` is
 * the `at` of the note that the edit started from, empty where there was none; it is not written.
 * Where another note has come in its place, the answer is 409 with that one:
 * `{error: {what, why, mend}, note}`. Without `since` the edit wins.
 */
export const noteEditSchema = noteSchema
  .omit({ by: true, at: true })
  .extend({ since: z.string().optional() });
export type NoteEdit = z.infer<typeof noteEditSchema>;

const traces = z.array(z.string()).min(1);
const name = z.string().trim().min(1).max(120);
const definition = z.string().trim().min(1);

/** `POST /api/modes`: a change of the taxonomy. The answer holds all modes and notes as they are then. */
export const modeChangeSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('create'), name, definition, traces: z.array(z.string()) }),
  z.strictObject({
    do: z.literal('define'),
    mode: modeId,
    name: name.optional(),
    definition: definition.optional(),
  }),
  z.strictObject({ do: z.literal('rename'), mode: modeId, to: modeId }),
  z.strictObject({ do: z.literal('merge'), mode: modeId, into: modeId }),
  z.strictObject({ do: z.literal('split'), mode: modeId, name, definition, traces }),
  // What no note mentions says so, or goes.
  z.strictObject({ do: z.literal('keep'), mode: modeId }),
  z.strictObject({ do: z.literal('delete'), mode: modeId }),
]);
export type ModeChange = z.infer<typeof modeChangeSchema>;

/** `POST /api/cases`: makes cases of a mode's traces for a target. */
export const casesRequestSchema = z.strictObject({ mode: modeId, target: z.string(), traces });
export type CasesRequest = z.infer<typeof casesRequestSchema>;

/** `GET /api/suggestions`: groups of notes that look alike; a proposal, nothing is written. */
export type Suggestion = {
  name: string;
  traces: string[];
  /** An existing mode that it may belong to. */ mode?: string;
};
