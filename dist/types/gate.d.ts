/**
 * `failmode/gate`: the decision by itself, for anyone's own runner. Pure: no clock, no chance, no
 * files, no network.
 *
 * ```ts
 * import { decide } from 'failmode/gate';
 *
 * const fresh = { baseline: {}, head: {} };
 * let ruling = decide(baseline, head, { modes, fresh });
 * while (ruling.rerun.length > 0) {
 *   await runAgain(ruling.rerun, fresh); // appends each outcome to fresh[side][mode][case]
 *   ruling = decide(baseline, head, { modes, fresh });
 * }
 * process.exitCode = ruling.block ? 1 : 0;
 * ```
 *
 * It decides about what it is given and no more: a mode with nothing to compare is `new`, and no
 * modes at all is a `pass`. Whoever calls it checks that something was measured.
 */
export { decide } from './decide/decide.ts';
export type { DecideOptions, Labels, ModeOptions, ModeRuling, ModeVerdict, More, Reason, RerunRequest, Ruling, Rung, Settings, Trial, Trials, } from './decide/decide.ts';
