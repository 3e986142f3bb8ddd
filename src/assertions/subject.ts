import type { Subject } from '../domain/assertion.ts';
import type { Case } from '../domain/case.ts';
import type { Output } from '../domain/output.ts';
import { jsonPath } from './jsonpath.ts';
import { cut, reasonOf } from './quote.ts';

/** A value read as JSON, or why it is none. */
export type Json = { ok: true; value: unknown } | { ok: false; reason: string };

const parseJson = (text: string): Json => {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: cut(reasonOf(error)) };
  }
};

/** What an assertion looks at. Its text and its JSON are made when first asked for, and once. */
class LazySubject implements Subject {
  readonly value: unknown;
  readonly case: Case;
  readonly output: Output;
  /** True: a whole answer or input, whose text may be JSON. False: a value out of one. */
  readonly whole: boolean;
  #text: string | undefined;
  #json: Json | undefined;

  constructor(value: unknown, from: { case: Case; output: Output }, whole: boolean) {
    this.value = value;
    this.case = from.case;
    this.output = from.output;
    this.whole = whole;
  }

  get text(): string {
    return (this.#text ??=
      typeof this.value === 'string' ? this.value : JSON.stringify(this.value));
  }

  get json(): Json {
    return (this.#json ??=
      this.whole && typeof this.value === 'string'
        ? parseJson(this.value)
        : { ok: true, value: this.value });
  }
}

/** By output; a subject goes with its output. */
const subjects = new WeakMap<Output, Subject>();

/**
 * The output of a case, as every assertion is handed it before its own `of`. One output has one
 * subject, so that all its evals share the text and the JSON.
 */
export const subjectOf = (caseOf: Case, output: Output): Subject => {
  const known = subjects.get(output);
  if (known?.case === caseOf) return known;
  const subject = new LazySubject(output.output, { case: caseOf, output }, true);
  subjects.set(output, subject);
  return subject;
};

/** The subject as JSON: a whole answer that is text is parsed, any other value is taken as it is. */
export const jsonOf = (subject: Subject): Json =>
  subject instanceof LazySubject ? subject.json : { ok: true, value: subject.value };

/** Undefined: there is nothing at that place. */
export type Select = (subject: Subject) => Subject | undefined;

const selectPath = (path: string): Select => {
  const query = jsonPath(path);
  return (subject) => {
    const json = jsonOf(subject);
    const found = json.ok ? query(json.value) : [];
    if (found.length === 0) return undefined;
    return new LazySubject(found.length === 1 ? found[0] : found, subject, false);
  };
};

const places: Record<string, Select> = {
  output: (subject) => subject,
  input: (subject) => new LazySubject(subject.case.input, subject, true),
  messages: (subject) =>
    subject.output.messages && new LazySubject(subject.output.messages, subject, false),
  // A target that called or retrieved nothing may leave the list out.
  tool_calls: (subject) => new LazySubject(subject.output.tool_calls ?? [], subject, false),
  documents: (subject) => new LazySubject(subject.output.documents ?? [], subject, false),
};

/** The names that `of` knows besides JSONPaths. */
export const placeNames = Object.keys(places);

/** Makes an `of` ready: a name, or a JSONPath into the output. Throws an `Unusable`. */
export const selector = (of: string): Select =>
  (Object.hasOwn(places, of) ? places[of] : undefined) ?? selectPath(of);
