export type ModeVerdict = 'regressed' | 'undecided' | 'not-regressed' | 'new';
export type Reason = 'deterministic_case_newly_failing' | 'case_confirmed_broken' | 'mode_confirmed_worse' | 'human_confirmed' | 'suspicious_but_unproven' | 'reruns_incomplete' | 'newly_failing_not_rerun' | 'declared_deterministic_but_trials_disagree' | 'judge_flip_needs_human_label' | 'no_labels' | 'too_few_labels' | 'judge_not_better_than_chance' | 'within_judge_error' | 'passing_cases_removed' | 'all_removed' | 'errored_cases' | 'no_baseline';
/** What would settle an undecided mode, if the rest came out as it has so far. */
export type More = {
    kind: 'reruns';
    perSide: number;
    cases: string[];
}
/** `factor` times the cases, `total` in all; without a number: more than ten times as many. */
 | {
    kind: 'cases';
    factor?: number;
    total?: number;
};
export type ModeRuling = {
    verdict: ModeVerdict;
    /** The p-value that decided: the smaller of the next two (of a judge: `pMode`); 0 for a deterministic break. */
    pAdjusted: number;
    /** The smallest of its newly failing cases, of the re-runs alone, adjusted over the whole change. */
    pCase: number;
    /** Of its changed cases together, of the re-runs alone, adjusted over the whole change. */
    pMode: number;
    /** Of the first runs: it picks what is run again, and decides only where nothing can be. */
    p1: number;
    /** Cases that pass on the baseline and not here. */
    newlyFailing: string[];
    newlyFixed: string[];
    /** Of the newly failing: proven by re-runs, or deterministic. */
    confirmed: string[];
    /** Of the newly failing: suspicious, or not run again. */
    unresolved: string[];
    /** Of the newly failing: within luck so far. */
    cleared: string[];
    /** Cases without a baseline: listed, not compared. */
    added: string[];
    /** Cases that are gone and passed on the baseline. */
    removed: string[];
    /** Cases of which no trial could be graded on a side: not compared. */
    errored: string[];
    reasons: Reason[];
    /** The chance that the judge alone fails this many good outputs; where the verdict hangs on it. */
    pFloor?: number;
    more?: More;
};
/** Run this, append the outcomes to `fresh`, and decide again. */
export type RerunRequest = {
    mode: string;
    case: string;
    side: 'baseline' | 'head';
    trials: number;
    /** Stop early at this many further passes. */
    stopAfterPasses?: number;
};
export type Ruling = {
    block: boolean;
    conclusion: 'block' | 'undecided' | 'pass';
    modes: Record<string, ModeRuling>;
    /** While it is not empty, the verdicts are provisional. */
    rerun: RerunRequest[];
};
