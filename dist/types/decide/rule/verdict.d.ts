import type { Adjusted } from './adjust.ts';
import { type Settings } from './options.ts';
import type { Tested } from './p-values.ts';
import type { ModeRuling } from './ruling.ts';
/** The ruling on one mode. */
export declare const ruleOn: (tested: Tested, adjusted: Adjusted, settings: Settings) => ModeRuling;
