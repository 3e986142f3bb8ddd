import type { Adjusted } from './adjust.ts';
import { type Settings } from './options.ts';
import { type Tested } from './p-values.ts';
import type { More } from './ruling.ts';
/** What would settle a suspicious mode: more re-runs, or, of a judge, more cases. */
export declare const moreFor: (tested: Tested, adjusted: Adjusted, settings: Settings) => More;
