import {
  Unusable,
  broken,
  holds,
  undecidable,
  type Assert,
  type AssertionEntry,
  type Check,
  type Resources,
} from '../domain/assertion.ts';
import { cut, quote, reasonOf } from './quote.ts';
import { assertionTypeOf } from './registry.ts';
import { after } from './settle.ts';
import { selector } from './subject.ts';

type Turn = (check: Check) => Check;

const unchanged: Turn = (check) => check;

/** `not`: an error stays an error, since nothing was decided. */
const turnedAround = (described: string): Turn => {
  const kept = broken(`${described} holds, but must not`);
  return (check) => {
    if (check.result === 'error') return check;
    return check.result === 'broken' ? holds : kept;
  };
};

/** A message that is a sentence loses its period: what was found goes on from it. */
const headed = (message: string): Turn => {
  const head = message.trimEnd().replace(/(?<!\.)\.$/, '');
  return (check) => (check.result === 'broken' ? broken(`${head}: ${check.critique}`) : check);
};

const describe = (type: string, keys: Record<string, unknown>): string =>
  Object.keys(keys).length === 0 ? type : `${type} ${cut(JSON.stringify(keys))}`;

/** Whatever goes wrong while an assertion judges is an error of it: never a pass, never a crash. */
const guarded = (type: string, assert: Assert): Assert => {
  const failed = (error: unknown) => undecidable(`${type}: ${reasonOf(error)}`);
  return (subject) => {
    try {
      const check = assert(subject);
      return check instanceof Promise ? check.catch(failed) : check;
    } catch (error) {
      return failed(error);
    }
  };
};

/**
 * Makes an entry ready to judge, once for all outputs. The assertion is handed whole outputs
 * (`subjectOf`); where its `of` selects nothing it is broken, with `not` as without, for what is not
 * there has not been looked at. Throws an `Unusable`.
 */
export const prepareAssertion = async (
  entry: AssertionEntry,
  resources: Resources,
): Promise<Assert> => {
  const { type: name, not, of, message, ...keys } = entry;
  const type = assertionTypeOf(name);
  if (type === undefined)
    throw new Unusable(`there is no assertion ${quote(name)}`, 'name one that there is', 'type');
  const place = of ?? type.of ?? 'output';
  const select = selector(place);
  const nothing = broken(`nothing at ${place}`);
  const turn = not === true ? turnedAround(describe(name, keys)) : unchanged;
  const head = message === undefined ? unchanged : headed(message);
  const assert = await type.prepare(keys, resources);
  return guarded(name, (whole) => {
    const subject = select(whole);
    if (subject === undefined) return head(nothing);
    return after(assert(subject), (check) => head(turn(check)));
  });
};
