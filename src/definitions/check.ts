import * as z from 'zod';
import { absent, findingsOf, meantKeys, type Finding, type Issue, type IssueOf } from './issues.ts';
import type { Path } from './path.ts';
import { choice, kindOf, nameOf, shown } from './words.ts';

/**
 * What a schema says of itself becomes the message of its issues: of unknown keys those that are
 * known, of anything else the hover text. Zod shows the schema to this map and to nobody else.
 */
const ownWords: z.core.$ZodErrorMap = ({ code, inst, schema }) => {
  if (code === 'unrecognized_keys') {
    return inst instanceof z.ZodObject ? Object.keys(inst.shape).join(' ') : '';
  }
  const described = schema ?? inst;
  return (described instanceof z.ZodType ? described.description : undefined) ?? '';
};

/** The kinds of value that a branch wants, where they are others than what stands there. */
const wantedKinds = (issue: Issue): string[] => {
  if (issue.path.length > 0) return [];
  if (issue.code === 'invalid_type') return [issue.expected];
  if (issue.code === 'invalid_union') return kindsOf(issue);
  const kind = issue.code === 'invalid_value' ? typeof issue.values[0] : typeof issue.input;
  return kind === typeof issue.input ? [] : [kind];
};

const isOfWrongKind = (issues: readonly Issue[]): boolean =>
  issues.some((issue) => wantedKinds(issue).length > 0);

/** The branch of a union that was evidently meant: of the kinds that fit, the one with least wrong. */
const meantBranch = ({ errors }: IssueOf<'invalid_union'>): Issue[] | undefined =>
  errors
    .filter((issues) => !isOfWrongKind(issues))
    .toSorted((one, other) => one.length - other.length)[0];

/** The kinds that a union wants, where what stands there is none of them. */
const kindsOf = (issue: IssueOf<'invalid_union'>): string[] =>
  meantBranch(issue) === undefined ? issue.errors.flat().flatMap(wantedKinds) : [];

const noBranch = (issue: IssueOf<'invalid_union'>): Finding => {
  const { path, input } = issue;
  const wanted = choice([...new Set(kindsOf(issue).map(kindOf))]);
  const what = `${nameOf(path)} is ${shown(input)}`;
  return absent(path, input, wanted) ?? { path, what, mend: `write ${wanted}` };
};

const within = (path: Path, issue: Issue): Issue => ({ ...issue, path: [...path, ...issue.path] });

const explainOne = (issue: Issue): Finding[] => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return findingsOf(issue);
  const branch = meantBranch(issue);
  return branch ? explain(branch.map((one) => within(issue.path, one))) : [noBranch(issue)];
};

const keyOf = (path: Path): string => JSON.stringify(path);

/** A key that is missing because it is misspelt is told once. */
const explain = (issues: readonly Issue[]): Finding[] => {
  const meant = new Set(
    issues
      .filter((issue) => issue.code === 'unrecognized_keys')
      .flatMap((issue) => meantKeys(issue).map((key) => keyOf([...issue.path, key]))),
  );
  const isMisspelt = (issue: Issue): boolean =>
    issue.code === 'invalid_type' && issue.input === undefined && meant.has(keyOf(issue.path));
  return issues.filter((issue) => !isMisspelt(issue)).flatMap(explainOne);
};

/** A value as it is used, or all that is wrong with it. */
export type Checked<Value> = { ok: true; value: Value } | { ok: false; findings: Finding[] };

/** Holds a value against its schema. */
export const check = <Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
): Checked<z.output<Schema>> => {
  const parsed = schema.safeParse(raw, { reportInput: true, error: ownWords });
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, findings: explain(parsed.error.issues) };
};
