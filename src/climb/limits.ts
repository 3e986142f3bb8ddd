/** Labels of each class, counted in cases, below which nothing is searched. */
export const minimumExamples = 20;

/** What precision and recall must both reach before an assertion replaces a judge. */
export const minimumToReplace = 0.8;

/** What precision and recall must both reach before an assertion is shown at all. */
export const minimumToPropose = 0.5;

/**
 * The chance, over all candidates tried, that labels which say nothing lead to a proposal. To count
 * the families alone is not enough: folds share most of their labels.
 */
export const luck = 1e-4;

/** Fails caught, passes spared, or labels set right by one more piece: fewer is chance. */
export const minimumSupport = 3;

/** Phrases of one assertion, and words of one phrase. */
export const mostPhrases = 3;
export const mostWords = 4;

export const mostProposals = 3;

/** Wrong labels that are listed one by one. */
export const mostWrong = 10;

export const mostFolds = 10;
