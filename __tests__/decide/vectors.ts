import { readFileSync } from 'node:fs';
import type { McNemar } from '../../src/decide/statistics/mcnemar.ts';
import type { Labels } from '../../src/decide/statistics/labels.ts';
import type { Table } from '../../src/decide/statistics/fisher.ts';
import type { Pairs } from '../../src/decide/statistics/newcombe.ts';
import type { DecideOptions, Ruling, Settings, Trials } from '../../src/decide/decide.ts';

type Nullable = Record<string, unknown>;
type Corrected = Nullable & { interval: (Nullable & { method: string }) | null };
type Judged = { input: Labels & { x: number; n: number }; expect: Corrected };

export type Vectors = {
  defaults: Settings;
  wilson: { x: number; n: number; z: number; lower: number; upper: number }[];
  mcnemar: { cases: (McNemar & { newlyFailing: number; newlyFixed: number })[] };
  fisherWorse: (Table & { p: number })[];
  stratifiedFisherWorse: { tables: Table[]; p: number }[];
  signFlipWorse: { d: number[]; p: number }[];
  holm: { p: number[]; adjusted: number[] }[];
  betaBinomialUpper: { k: number; n: number; a: number; b: number; p: number }[];
  roganGladen: {
    cases: Judged[];
    judgyExample: {
      testLabels: number[];
      testPreds: number[];
      unlabeledPreds: number[];
      expect: Nullable;
    };
  };
  cohenKappa: { input: Labels; expect: Nullable }[];
  newcombePairedDifference: { input: Pairs; expect: Nullable }[];
  rule: {
    name: string;
    why: string;
    baseline: Trials;
    head: Trials;
    options: DecideOptions;
    expect: Ruling;
  }[];
};

const file = new URL('../fixtures/gate-vectors.json', import.meta.url);

/** Golden numbers, each checked by a second, independent computation. */
export const vectors: Vectors = JSON.parse(readFileSync(file, 'utf8'));
