// src/decide/statistics/holm.ts
/** Holm's step-down adjustment of a family of p-values, in the order given. */
const holm = (ps) => {
	const ranked = ps.map((p, index) => ({
		p,
		index
	})).toSorted((a, b) => a.p - b.p);
	const adjusted = Array.from({ length: ps.length }, () => 1);
	let largest = 0;
	for (const [rank, { p, index }] of ranked.entries()) {
		largest = Math.max(largest, Math.min(1, (ps.length - rank) * p));
		adjusted[index] = largest;
	}
	return adjusted;
};

// src/decide/rule/adjust.ts
const isJudge = ({ subject }) => subject.rung === "judge";
const casesOf$1 = (tested) => tested.flatMap((key) => [...key.pCases].map(([id, p]) => ({
	key,
	case: id,
	p
})));
const adjustFamily = (family, families) => {
	const adjusted = holm(family.map(({ p }) => p));
	return family.map((one, i) => ({
		...one,
		p: Math.min(1, families * (adjusted[i] ?? 1))
	}));
};
/**
* Holm within a family, Bonferroni over the two that can block: the cases of sampled modes, and the
* modes. A judge's single cases only ask for labels, and so are a family apart.
*/
const adjust = (tested) => {
	const cases = casesOf$1(tested.filter((one) => !isJudge(one)));
	const modes = tested.flatMap((key) => key.pMode === void 0 ? [] : [{
		key,
		p: key.pMode
	}]);
	const families = [cases, modes].filter(({ length }) => length > 0).length;
	const ofModes = adjustFamily(modes, families);
	const ofCases = [...adjustFamily(cases, families), ...adjustFamily(casesOf$1(tested.filter(isJudge)), 1)];
	const pModes = new Map(ofModes.map(({ key, p }) => [key, p]));
	const byMode = Map.groupBy(ofCases, ({ key }) => key);
	return tested.map((one) => ({
		pMode: pModes.get(one) ?? 1,
		pCases: new Map((byMode.get(one) ?? []).map(({ case: id = "", p }) => [id, p]))
	}));
};

// src/decide/rule/options.ts
const defaults = {
	alpha: .05,
	inconclusiveAt: .2,
	r: 10,
	clearAfterPasses: 3,
	trigger: .25,
	rerunAvailable: true,
	finalize: false,
	maxErrorShare: .1,
	minLabels: 20
};
const shares = [
	"alpha",
	"inconclusiveAt",
	"trigger",
	"maxErrorShare"
];
const leastCounts = [
	["r", 0],
	["clearAfterPasses", 1],
	["minLabels", 0]
];
/** The settings, whole. Throws a RangeError where one is out of range: it must not loosen the gate. */
const settingsOf = (options) => {
	const settings = {
		...defaults,
		...options
	};
	for (const name of shares) {
		const value = settings[name];
		if (value >= 0 && value <= 1) continue;
		throw new RangeError(`${name} is ${value}: give a share from 0 to 1`);
	}
	for (const [name, least] of leastCounts) {
		const value = settings[name];
		if (Number.isInteger(value) && value >= least) continue;
		throw new RangeError(`${name} is ${value}: give a whole number of at least ${least}`);
	}
	return {
		...settings,
		rerunAvailable: settings.rerunAvailable && settings.r > 0
	};
};
/** At most `limit`, up to the last digits of a p-value. */
const atMost = (value, limit) => value <= limit + 1e-9;

// src/decide/statistics/law.ts
/** Weights below this share of the largest are dropped: they move no p-value by as much as 1e-50. */
const negligible = 1e-60;
const normalised = (low, weights) => {
	const largest = weights.reduce((max, weight) => Math.max(max, weight), 0);
	const counts = (weight) => weight > largest * negligible;
	const first = weights.findIndex(counts);
	const kept = weights.slice(first, weights.findLastIndex(counts) + 1);
	const total = kept.reduce((sum, weight) => sum + weight, 0);
	return {
		low: low + first,
		weights: kept.map((weight) => weight / total)
	};
};
/** The last k with P(k) >= P(k - 1), for a ratio that falls as k grows. */
const modeOf = (low, high, ratio) => {
	let [from, to] = [low, high];
	while (from < to) {
		const middle = Math.floor((from + to) / 2);
		if (ratio(middle) >= 1) from = middle + 1;
		else to = middle;
	}
	return from;
};
/**
* The law on `low..high` with P(k + 1) / P(k) = `ratio(k)`, falling in k: binomial, hypergeometric,
* beta-binomial. Built outwards from its mode, so that nothing overflows and no factorial is needed.
*/
const lawOf = (low, high, ratio) => {
	const mode = modeOf(low, high, ratio);
	const below = [];
	for (let k = mode - 1, weight = 1; k >= low && weight > negligible; k -= 1) {
		weight /= ratio(k);
		below.push(weight);
	}
	const above = [];
	for (let k = mode, weight = 1; k < high && weight > negligible; k += 1) {
		weight *= ratio(k);
		above.push(weight);
	}
	return normalised(mode - below.length, [
		...below.toReversed(),
		1,
		...above
	]);
};
/** Always zero. */
const nothing = {
	low: 0,
	weights: [1]
};
/** The law of the sum of two independent draws. */
const convolve = (a, b) => {
	const sums = Array.from({ length: a.weights.length + b.weights.length - 1 }, () => 0);
	for (const [i, left] of a.weights.entries()) {
		if (left === 0) continue;
		for (let j = 0; j < b.weights.length; j += 1) sums[i + j] = (sums[i + j] ?? 0) + left * (b.weights[j] ?? 0);
	}
	return normalised(a.low + b.low, sums);
};
/** The law of the sum of `n` independent draws. */
const power = (law, n) => {
	if (n === 0) return nothing;
	if (n % 2 === 1) return convolve(law, power(law, n - 1));
	const half = power(law, n / 2);
	return convolve(half, half);
};
/** The law of `factor` times a draw. */
const stretch = ({ low, weights }, factor) => ({
	low: low * factor,
	weights: Array.from({ length: (weights.length - 1) * factor + 1 }, (_, i) => i % factor === 0 ? weights[i / factor] ?? 0 : 0)
});
const sum = (weights) => Math.min(1, weights.reduce((total, weight) => total + weight, 0));
/** P(X <= k). */
const lowerTail = ({ low, weights }, k) => {
	if (k < low) return 0;
	return k >= low + weights.length - 1 ? 1 : sum(weights.slice(0, k - low + 1));
};
/** P(X >= k). */
const upperTail = ({ low, weights }, k) => {
	if (k <= low) return 1;
	return k > low + weights.length - 1 ? 0 : sum(weights.slice(k - low));
};

// src/decide/statistics/fisher.ts
/** Passes among the head's trials, if all `t` passes fell on the sides by chance. */
const hypergeometric = (nB, nH, t) => lawOf(Math.max(0, t - nB), Math.min(nH, t), (x) => (nH - x) * (t - x) / ((x + 1) * (nB - t + x + 1)));
/** False: its margins leave only one table possible, so it says nothing. */
const isInformative = ({ b, nB, h, nH }) => nB > 0 && nH > 0 && b + h > 0 && b + h < nB + nH;
const margins = ({ b, nB, h, nH }) => `${nB} ${nH} ${b + h}`;
/**
* One-sided exact p-value of "the head passes less often", over independent cases whatever their
* rates: the sum of the head's passes against the convolution of hypergeometric laws (Birch; Jung
* 2014). With one case it is Fisher's test; with one trial a side, McNemar's.
*/
const stratifiedFisherWorse = (tables) => {
	const informative = tables.filter(isInformative);
	const law = [...Map.groupBy(informative, margins)].toSorted(([a], [b]) => a < b ? -1 : 1).reduce((sum, [, [first, ...rest]]) => {
		if (first === void 0) return sum;
		const one = hypergeometric(first.nB, first.nH, first.b + first.h);
		return convolve(sum, power(one, rest.length + 1));
	}, nothing);
	return lowerTail(law, informative.reduce((passes, { h }) => passes + h, 0));
};
/** Fisher's exact test of one case, one-sided: P(H <= h). */
const fisherWorse = (table) => stratifiedFisherWorse([table]);

// src/decide/statistics/binomial.ts
/** Heads in `n` tosses of a fair coin. */
const fairCoins = (n) => lawOf(0, n, (k) => (n - k) / (k + 1));

// src/decide/statistics/signflip.ts
/**
* Exact sign-flip test of "the differences sum to more than 0" (Fisher's randomisation test): the
* share of the sign patterns whose sum is at least the observed one. `differences` are integers.
*
* A pattern's sum reaches the observed one just when its positive part does, and the positive part
* is a sum over sizes of size times fair coins: no pattern is enumerated.
*/
const signFlipWorse = (differences) => {
	const law = [...Map.groupBy(differences.filter((d) => d !== 0), (d) => Math.abs(d))].toSorted(([a], [b]) => a - b).reduce((sum, [size, { length }]) => convolve(sum, stretch(fairCoins(length), size)), nothing);
	return upperTail(law, differences.reduce((sum, d) => sum + Math.max(0, d), 0));
};

// src/decide/rule/p-values.ts
/** The re-runs that a mode's p-value stands on. */
const completeReruns = ({ reruns }) => reruns.filter(({ state }) => state === "complete");
const ofChangedCases = (subject) => {
	const complete = completeReruns(subject);
	return subject.rung === "judge" ? signFlipWorse(complete.map(({ difference }) => difference)) : stratifiedFisherWorse(complete.map(({ table }) => table));
};
const ofFirstRuns = ({ rung, screen }) => rung === "judge" ? signFlipWorse(screen.compared.map(({ flip }) => flip)) : screen.p1;
const ofMode = (subject, { rerunAvailable }) => {
	const { rung, screen } = subject;
	if (rung === "deterministic" || screen.compared.length === 0) return void 0;
	if (!rerunAvailable) return ofFirstRuns(subject);
	if (screen.triggered) return ofChangedCases(subject);
	return rung === "judge" ? 1 : void 0;
};
const ofCase = ({ state, table }) => state === "complete" ? fisherWorse(table) : 1;
/** P-values of fresh runs only: the first runs chose the cases, so they point to harm by themselves. */
const testMode = (subject, settings) => ({
	subject,
	pMode: ofMode(subject, settings),
	pCases: new Map(subject.reruns.filter((one) => one.newlyFailing).map((one) => [one.case, ofCase(one)]))
});

// src/decide/rule/screen.ts
const tally = (trials) => {
	let [passed, graded] = [0, 0];
	for (const trial of trials) {
		if (trial !== null) graded += 1;
		if (trial === 1) passed += 1;
	}
	return {
		passes: passed,
		graded
	};
};
/** Strictly more than half: 1 of 2 does not. */
const passes = ({ passes: passed, graded }) => 2 * passed > graded;
const compareCase = (id, base, head, label) => {
	const seen = passes(base) && !passes(head) && label === 1 ? base : head;
	return {
		id,
		table: {
			b: base.passes,
			nB: base.graded,
			h: seen.passes,
			nH: seen.graded
		},
		flip: Number(passes(base)) - Number(passes(seen)),
		fails: !passes(seen)
	};
};
const none = /* @__PURE__ */ new Map();
const idsOf = (compared, flip) => compared.filter((one) => one.flip === flip).map(({ id }) => id);
/** `labels`: people's verdicts on the head's outputs, by case. */
const screen = (baseline = none, head = none, labels, trigger) => {
	const compared = [];
	const ungraded = [];
	const removed = [];
	for (const [id, trials] of baseline) {
		const base = tally(trials);
		const here = head.get(id);
		if (here === void 0) {
			if (passes(base)) removed.push(id);
			continue;
		}
		const now = tally(here);
		if (base.graded > 0 && now.graded > 0) compared.push(compareCase(id, base, now, labels.get(id)));
		else ungraded.push(id);
	}
	const added = [...head.keys()].filter((id) => !baseline.has(id));
	const errored = [...ungraded, ...added.filter((id) => tally(head.get(id) ?? []).graded === 0)];
	const newlyFailing = idsOf(compared, 1);
	const p1 = stratifiedFisherWorse(compared.map(({ table }) => table));
	return {
		compared,
		newlyFailing,
		newlyFixed: idsOf(compared, -1),
		added,
		removed,
		errored,
		errorShare: head.size === 0 ? 0 : errored.length / head.size,
		allRemoved: baseline.size > 0 && head.size === 0,
		p1,
		triggered: newlyFailing.length > 0 && atMost(p1, trigger)
	};
};

// src/decide/rule/reruns.ts
const missing = ({ mode, case: id, fresh }, side, r) => fresh[side].length < r ? [{
	mode,
	case: id,
	side,
	trials: r - fresh[side].length
}] : [];
const stoppedEarly = (trials, { r, clearAfterPasses }) => tally(trials.slice(0, r - 1)).passes >= clearAfterPasses;
/** The head first, until it is cleared; the baseline only if the head has used all its runs. */
const oneAfterTheOther = (suspect, settings) => {
	const { head } = suspect.fresh;
	if (stoppedEarly(head, settings)) return [];
	const stopAfterPasses = settings.clearAfterPasses - tally(head).passes;
	const [onHead] = missing(suspect, "head", settings.r);
	return onHead ? [{
		...onHead,
		stopAfterPasses
	}] : missing(suspect, "baseline", settings.r);
};
const stateOf = ({ baseline, head }, triggered, settings) => {
	if (!triggered && stoppedEarly(head, settings)) return "cleared";
	const enough = (trials) => trials.length >= settings.r && 2 * tally(trials).graded >= settings.r;
	return enough(baseline) && enough(head) ? "complete" : "incomplete";
};
const differenceOf = ({ baseline, head }) => {
	const [base, here] = [baseline, head].map((side) => side.filter((trial) => trial !== null));
	const equally = Math.min(base?.length ?? 0, here?.length ?? 0);
	const passes = (trials = []) => tally(trials.slice(0, equally)).passes;
	return passes(base) - passes(here);
};
const rerunOf = (suspect, triggered, settings) => {
	const [base, head] = [tally(suspect.fresh.baseline), tally(suspect.fresh.head)];
	return {
		case: suspect.case,
		newlyFailing: suspect.newlyFailing,
		state: stateOf(suspect.fresh, triggered, settings),
		table: {
			b: base.passes,
			nB: base.graded,
			h: head.passes,
			nH: head.graded
		},
		difference: differenceOf(suspect.fresh),
		requests: triggered ? [...missing(suspect, "head", settings.r), ...missing(suspect, "baseline", settings.r)] : oneAfterTheOther(suspect, settings)
	};
};
/** In a triggered mode each changed case, on both sides; else each newly failing case. */
const rerunsOf = (mode, screen, fresh, settings) => {
	const { newlyFailing, newlyFixed, triggered } = screen;
	const runs = (side, id) => (fresh[side]?.get(id) ?? []).slice(0, settings.r);
	const rerun = (id, isFailing) => {
		const suspect = {
			mode,
			case: id,
			newlyFailing: isFailing,
			fresh: {
				baseline: runs("baseline", id),
				head: runs("head", id)
			}
		};
		return rerunOf(suspect, triggered, settings);
	};
	return [...newlyFailing.map((id) => rerun(id, true)), ...triggered ? newlyFixed.map((id) => rerun(id, false)) : []];
};

// src/decide/rule/trials.ts
const isTrials = (trials) => Array.isArray(trials) && trials.every((one) => one === 1 || one === 0 || one === null);
const casesOf = (side, mode, cases) => {
	const read = /* @__PURE__ */ new Map();
	for (const id of Object.keys(cases)) {
		const trials = cases[id];
		if (!isTrials(trials)) {
			const where = `${side}[${JSON.stringify(mode)}][${JSON.stringify(id)}]`;
			throw new TypeError(`${where}: trials are a list of 1 (pass), 0 (fail) or null (not graded)`);
		}
		read.set(id, trials);
	}
	return read;
};
/** Keyed by foreign ids from here on: maps, so that no id is taken for a property. */
const readTrials = (side, trials) => new Map(Object.entries(trials).map(([mode, cases]) => [mode, casesOf(side, mode, cases)]));

// src/decide/rule/subject.ts
const disagree = (first, fresh) => [...first ?? []].some(([id, trials]) => {
	const { passes, graded } = tally([...trials, ...fresh?.get(id) ?? []]);
	return passes > 0 && passes < graded;
});
const declaredRung = ({ mode, options, first }) => {
	const rung = options?.rung;
	if (rung === "deterministic" || rung === "sampled" || rung === "judge") return rung;
	if (rung === void 0 && first.head === void 0) return "sampled";
	const name = JSON.stringify(mode);
	throw new TypeError(`modes[${name}].rung: give 'deterministic', 'sampled' or 'judge'`);
};
const subjectOf = (given, settings) => {
	const { mode, options, first, fresh } = given;
	const declared = declaredRung(given);
	const misdeclared = declared === "deterministic" && (disagree(first.baseline, fresh.baseline) || disagree(first.head, fresh.head));
	const rung = misdeclared ? "sampled" : declared;
	const humanLabels = new Map(rung === "judge" ? Object.entries(given.labels ?? {}) : []);
	const screened = screen(first.baseline, first.head, humanLabels, settings.trigger);
	const runsAgain = settings.rerunAvailable && rung !== "deterministic";
	return {
		mode,
		rung,
		misdeclared,
		labels: options?.labels,
		humanLabels,
		screen: screened,
		reruns: runsAgain ? rerunsOf(mode, screened, fresh, settings) : []
	};
};
/** Every mode of either side, screened, with its re-runs so far. */
const subjectsOf = (baselineTrials, headTrials, { modes, fresh, humanLabels = {} }, settings) => {
	const baseline = readTrials("baselineTrials", baselineTrials);
	const head = readTrials("headTrials", headTrials);
	const freshBaseline = readTrials("fresh.baseline", fresh?.baseline ?? {});
	const freshHead = readTrials("fresh.head", fresh?.head ?? {});
	const options = new Map(Object.entries(modes));
	const labels = new Map(Object.entries(humanLabels));
	return [.../* @__PURE__ */ new Set([
		...options.keys(),
		...baseline.keys(),
		...head.keys()
	])].map((mode) => {
		const given = {
			mode,
			options: options.get(mode),
			first: {
				baseline: baseline.get(mode),
				head: head.get(mode)
			},
			fresh: {
				baseline: freshBaseline.get(mode),
				head: freshHead.get(mode)
			},
			labels: labels.get(mode)
		};
		return subjectOf(given, settings);
	});
};

// src/decide/statistics/betabinomial.ts
/** P(X >= k) for X ~ BetaBinomial(n, a, b); a, b >= 1. */
const betaBinomialUpper = (k, n, a, b) => upperTail(lawOf(0, n, (x) => (n - x) * (x + a) / ((x + 1) * (n - x - 1 + b))), k);

// src/decide/statistics/wilson.ts
/** The normal quantile of a two-sided 95% interval. */
const z95 = 1.959963984540054;
const clip = (value, low = 0, high = 1) => Math.min(high, Math.max(low, value));
/** Wilson's score interval of `x` of `n`; `x` may be a sum of shares. All of 0..1 where n = 0. */
const wilson = (x, n, z = z95) => {
	if (n === 0) return {
		lower: 0,
		upper: 1
	};
	const p = x / n;
	const scale = 1 + z ** 2 / n;
	const middle = (p + z ** 2 / (2 * n)) / scale;
	const half = z / scale * Math.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2));
	return {
		lower: x === 0 ? 0 : clip(middle - half),
		upper: x === n ? 1 : clip(middle + half)
	};
};

// src/decide/rule/judge.ts
/** Why a judge may not block; undefined: it may. */
const distrust = (labels, { minLabels }) => {
	if (labels === void 0) return "no_labels";
	const { tp, fn, tn, fp } = labels;
	if (!(Math.min(tp + fn, tn + fp) >= minLabels)) return "too_few_labels";
	return wilson(tp, tp + fn).lower + wilson(tn, tn + fp).lower > 1 ? void 0 : "judge_not_better_than_chance";
};
/**
* The chance that the judge alone fails as many of the head's outputs, were all of them good. Suites
* are curated until the baseline passes, so any rewording regresses to the judge's own error.
*/
const floorOf = ({ screen: { compared } }, { tp, fn }) => betaBinomialUpper(compared.filter(({ fails }) => fails).length, compared.length, fn + 1, tp + 1);
/** What a judge mode that is worse beyond luck comes to. */
const judgeWorse = (subject, settings) => {
	const { labels } = subject;
	const why = distrust(labels, settings);
	if (labels === void 0 || why !== void 0) return {
		blocks: false,
		reasons: ["mode_confirmed_worse", why ?? "no_labels"]
	};
	const pFloor = floorOf(subject, labels);
	return atMost(pFloor, settings.alpha) ? {
		blocks: true,
		reasons: ["mode_confirmed_worse"],
		pFloor
	} : {
		blocks: false,
		reasons: ["mode_confirmed_worse", "within_judge_error"],
		pFloor
	};
};

// src/decide/rule/finding.ts
const smallest = (ps) => [...ps].reduce((a, b) => Math.min(a, b), 1);
const evidenceOf = (subject, adjusted, settings) => {
	const { newlyFailing } = subject.screen;
	const evidence = {
		pCase: subject.rung === "judge" ? 1 : smallest(adjusted.pCases.values()),
		pMode: adjusted.pMode,
		confirmed: [],
		unresolved: [],
		cleared: []
	};
	if (subject.rung === "deterministic") return {
		...evidence,
		confirmed: newlyFailing
	};
	if (!settings.rerunAvailable) return {
		...evidence,
		unresolved: newlyFailing
	};
	const upTo = (limit) => (id) => atMost(adjusted.pCases.get(id) ?? 1, limit);
	const [isConfirmed, isSuspicious] = [upTo(settings.alpha), upTo(settings.inconclusiveAt)];
	return {
		...evidence,
		confirmed: newlyFailing.filter(isConfirmed),
		unresolved: newlyFailing.filter((id) => isSuspicious(id) && !isConfirmed(id)),
		cleared: newlyFailing.filter((id) => !isSuspicious(id) && !isConfirmed(id))
	};
};
const unproven = (reasons) => ({
	verdict: reasons.length > 0 ? "undecided" : "not-regressed",
	reasons
});
const incomplete = ({ reruns }) => reruns.some(({ state }) => state === "incomplete") ? ["reruns_incomplete"] : [];
const notRerun = ({ screen }, { rerunAvailable }) => !rerunAvailable && screen.newlyFailing.length > 0 ? ["newly_failing_not_rerun"] : [];
const suspicious = (p, { inconclusiveAt }) => atMost(p, inconclusiveAt) ? ["suspicious_but_unproven"] : [];
const sampled = (subject, { pCase, pMode }, settings) => {
	const reasons = [...atMost(pCase, settings.alpha) ? ["case_confirmed_broken"] : [], ...atMost(pMode, settings.alpha) ? ["mode_confirmed_worse"] : []];
	if (reasons.length > 0) return {
		verdict: "regressed",
		reasons
	};
	const [first] = [...suspicious(Math.min(pCase, pMode), settings), ...notRerun(subject, settings)];
	return unproven([...first ? [first] : [], ...incomplete(subject)]);
};
const judged = (subject, evidence, settings) => {
	const { humanLabels } = subject;
	const worse = atMost(evidence.pMode, settings.alpha) ? judgeWorse(subject, settings) : void 0;
	const floor = worse?.pFloor === void 0 ? {} : { pFloor: worse.pFloor };
	const isTrueFail = evidence.confirmed.some((id) => humanLabels.get(id) === 0);
	const human = isTrueFail ? ["human_confirmed"] : [];
	if (worse?.blocks || isTrueFail) return {
		verdict: "regressed",
		reasons: [...worse?.blocks ? worse.reasons : [], ...human],
		...floor
	};
	if (worse) return {
		verdict: "undecided",
		reasons: worse.reasons,
		...floor
	};
	const needsLabel = evidence.confirmed.some((id) => !humanLabels.has(id)) ? ["judge_flip_needs_human_label"] : [];
	const [first] = [
		...suspicious(evidence.pMode, settings),
		...notRerun(subject, settings),
		...needsLabel
	];
	return unproven([...first ? [first] : [], ...incomplete(subject)]);
};
/** What the tests say of a mode that has something to compare. */
const findingOf = (subject, evidence, settings) => {
	if (subject.rung === "sampled") return sampled(subject, evidence, settings);
	if (subject.rung === "judge") return judged(subject, evidence, settings);
	return subject.screen.newlyFailing.length > 0 ? {
		verdict: "regressed",
		reasons: ["deterministic_case_newly_failing"]
	} : {
		verdict: "not-regressed",
		reasons: []
	};
};

// src/decide/rule/more.ts
const factors = [
	2,
	3,
	4,
	5,
	6,
	7,
	8,
	9,
	10
];
const times = ({ b, nB, h, nH }, factor) => ({
	b: b * factor,
	nB: nB * factor,
	h: h * factor,
	nH: nH * factor
});
const byCase = ({ subject, pCases }, adjusted) => {
	const closest = [...pCases.values()].reduce((a, b) => Math.min(a, b), 1);
	const reruns = subject.reruns.filter((one) => pCases.get(one.case) === closest);
	const p = (factor) => reruns.reduce((worst, { table }) => Math.max(worst, fisherWorse(times(table, factor))), 0);
	return {
		reruns,
		adjusted: adjusted.pCases.get(reruns[0]?.case ?? "") ?? 1,
		p
	};
};
const byMode = ({ subject }, adjusted) => {
	const reruns = completeReruns(subject);
	const differences = reruns.map(({ difference }) => difference);
	const p = (factor) => subject.rung === "judge" ? signFlipWorse(Array.from({ length: factor }, () => differences).flat()) : stratifiedFisherWorse(reruns.map(({ table }) => times(table, factor)));
	return {
		reruns,
		adjusted: adjusted.pMode,
		p
	};
};
const decisive = (tested, adjusted) => {
	const mode = byMode(tested, adjusted);
	if (tested.subject.rung === "judge" || tested.pCases.size === 0) return mode;
	const single = byCase(tested, adjusted);
	return single.adjusted <= mode.adjusted ? single : mode;
};
/** What would settle a suspicious mode: more re-runs, or, of a judge, more cases. */
const moreFor = (tested, adjusted, settings) => {
	const { reruns, adjusted: now, p } = decisive(tested, adjusted);
	const ratio = now / p(1);
	const factor = factors.find((f) => atMost(ratio * p(f), settings.alpha));
	if (factor === void 0) return { kind: "cases" };
	if (tested.subject.rung === "judge") return {
		kind: "cases",
		factor,
		total: factor * tested.subject.screen.compared.length
	};
	const cases = reruns.map((one) => one.case);
	return {
		kind: "reruns",
		perSide: (factor - 1) * settings.r,
		cases
	};
};

// src/decide/rule/verdict.ts
const tooManyErrors = ({ rung, screen }, { maxErrorShare }) => rung === "deterministic" ? screen.errored.length > 0 : !atMost(screen.errorShare, maxErrorShare);
/** What keeps a mode from being called fine, though no test says that it is worse. */
const concernsOf = (subject, settings) => [...subject.screen.removed.length > 0 ? ["passing_cases_removed"] : [], ...tooManyErrors(subject, settings) ? ["errored_cases"] : []];
const withConcerns = (finding, subject, settings) => {
	if (finding.verdict === "regressed" || finding.verdict === "undecided") return finding;
	const concerns = concernsOf(subject, settings);
	return concerns.length > 0 ? {
		verdict: "undecided",
		reasons: concerns
	} : finding;
};
/** The ruling on one mode. */
const ruleOn = (tested, adjusted, settings) => {
	const { subject } = tested;
	const { compared, newlyFailing, newlyFixed, added, removed, errored, p1 } = subject.screen;
	const evidence = evidenceOf(subject, adjusted, settings);
	const found = (() => {
		if (subject.screen.allRemoved) return {
			verdict: "undecided",
			reasons: ["all_removed"]
		};
		if (compared.length > 0) return findingOf(subject, evidence, settings);
		return {
			verdict: "new",
			reasons: ["no_baseline"]
		};
	})();
	const { reasons, ...finding } = withConcerns(found, subject, settings);
	const suspicious = reasons.includes("suspicious_but_unproven") && settings.rerunAvailable;
	return {
		...finding,
		pAdjusted: subject.rung === "deterministic" ? Number(newlyFailing.length === 0) : Math.min(evidence.pCase, evidence.pMode),
		...evidence,
		p1,
		newlyFailing,
		newlyFixed,
		added,
		removed,
		errored,
		reasons: [...subject.misdeclared ? ["declared_deterministic_but_trials_disagree"] : [], ...reasons],
		...suspicious ? { more: moreFor(tested, adjusted, settings) } : {}
	};
};

// src/decide/decide.ts
const untested = {
	pMode: 1,
	pCases: /* @__PURE__ */ new Map()
};
const conclusionOf = (modes) => {
	if (modes.some(({ verdict }) => verdict === "regressed")) return "block";
	return modes.some(({ verdict }) => verdict === "undecided") ? "undecided" : "pass";
};
/**
* Decides whether the head is worse than the baseline, beyond luck: screen, re-run, confirm.
*
* Call it with the first runs of both sides. While the ruling asks for re-runs, make them, append
* their outcomes to `options.fresh` and call again; `finalize` ends that early.
*/
const decide = (baselineTrials, headTrials, options) => {
	const settings = settingsOf(options);
	const subjects = subjectsOf(baselineTrials, headTrials, options, settings);
	const tested = subjects.map((subject) => testMode(subject, settings));
	const adjusted = adjust(tested);
	const rulings = tested.map((one, i) => ruleOn(one, adjusted[i] ?? untested, settings));
	const conclusion = conclusionOf(rulings);
	const named = Object.fromEntries(subjects.map(({ mode }, i) => [mode, rulings[i]]));
	return {
		block: conclusion === "block",
		conclusion,
		modes: Object.assign(Object.create(null), named),
		rerun: settings.finalize ? [] : subjects.flatMap(({ reruns }) => reruns.flatMap(({ requests }) => requests))
	};
};

export { decide };