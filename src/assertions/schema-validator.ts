import { Ajv, type ErrorObject, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Unusable } from '../domain/assertion.ts';
import { linearRegExp } from './linear-regexp.ts';
import { cut, listed, quote, reasonOf } from './quote.ts';

/** What is wrong with a value, in one line; undefined where it matches. */
export type Validate = (value: unknown) => string | undefined;

const regExp = Object.assign((pattern: string) => linearRegExp(pattern, '', 'schema'), {
  code: 'linearRegExp',
});

const options: Options = {
  strict: false,
  logger: false,
  verbose: true,
  // `constructor` and the like are properties only where the value itself has them.
  ownProperties: true,
  code: { regExp },
};

const isUrl = (text: string): boolean =>
  /^(?:https?|ftp):\/\/\S+$/i.test(text) && URL.canParse(text);

/** Compiling is not running: whatever JavaScript reads as a pattern is one. */
const isRegExp = (text: string): boolean => {
  try {
    return RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
};

type Dialect = typeof Ajv | typeof Ajv2020;

const engine = (Dialect: Dialect, settings: Options = {}): Ajv => {
  const ajv = new Dialect({ ...options, ...settings });
  addFormats.default(ajv);
  // The library's pattern for `url` takes quadratic time; the one for `regex` knows Unicode mode only.
  ajv.addFormat('url', isUrl).addFormat('regex', isRegExp);
  return ajv;
};

/** An engine that has compiled its dialect's own schema, which takes long: one a process. */
const checkers = new Map<Dialect, Ajv>();
const checkerOf = (Dialect: Dialect): Ajv => {
  const checker = checkers.get(Dialect) ?? engine(Dialect);
  checkers.set(Dialect, checker);
  return checker;
};

const dialectOf = (uri: unknown, key: string): Dialect => {
  const text = String(uri)
    .replace(/^https?:\/\//, '')
    .replace(/#$/, '');
  if (uri === undefined || text === 'json-schema.org/draft/2020-12/schema') return Ajv2020;
  if (text === 'json-schema.org/draft-07/schema') return Ajv;
  const mend = 'write the schema in draft-07 or 2020-12, and let its $schema say so';
  throw new Unusable(`the schema's $schema is ${quote(uri)}`, mend, key);
};

const scalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

const detailOf = ({ keyword, params, data }: ErrorObject): string => {
  const extra = params.additionalProperty ?? params.unevaluatedProperty;
  if (typeof extra === 'string') return `, has ${quote(extra)}`;
  const allowed: unknown[] | undefined = params.allowedValues;
  const list = allowed === undefined ? '' : ` ${listed(allowed.map(quote), 8)}`;
  const wanted = keyword === 'const' ? ` ${quote(params.allowedValue)}` : list;
  return scalar(data) ? `${wanted}, is ${quote(data)}` : wanted;
};

const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;

const isChoice = ({ keyword }: ErrorObject): boolean => keyword === 'anyOf' || keyword === 'oneOf';

/** The rule broken deepest in the value; where a choice has nothing deeper to tell, the choice. */
const decisive = (errors: ErrorObject[]): ErrorObject | undefined => {
  const deepest = Math.max(...errors.map(depth));
  const there = errors.filter((error) => depth(error) === deepest);
  return there.findLast(isChoice) ?? there[0];
};

const tell = (errors: ErrorObject[]): string => {
  const error = decisive(errors);
  if (error === undefined) return 'the value is refused';
  const place = error.instancePath === '' ? 'the value' : cut(error.instancePath);
  return `${place} ${cut(error.message ?? '')}${detailOf(error)} (rule ${error.keyword})`;
};

const compile = (schema: boolean | object, Dialect: Dialect, key: string): Validate => {
  const checker = checkerOf(Dialect);
  if (checker.validateSchema(schema) !== true) {
    const mend = Dialect === Ajv ? 'mend it' : 'mend it, or let its $schema name draft-07';
    throw new Unusable(`no JSON Schema: ${tell(checker.errors ?? [])}`, mend, key);
  }
  const validate = engine(Dialect, { validateSchema: false }).compile(schema);
  return (value) => (validate(value) ? undefined : tell(validate.errors ?? []));
};

/**
 * Makes a JSON Schema ready: draft-07 or 2020-12 by its `$schema`, 2020-12 where it has none.
 * Throws an `Unusable`.
 */
export const schemaValidator = (schema: unknown, key: string): Validate => {
  if (typeof schema === 'boolean') return compile(schema, Ajv2020, key);
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema))
    throw new Unusable(`no JSON Schema: ${quote(schema)}`, 'a schema is an object', key);
  const { $schema, $async, ...rest }: { $schema?: unknown; $async?: unknown } = schema;
  if ($async !== undefined) throw new Unusable('the schema says $async', 'leave $async out', key);
  try {
    return compile(rest, dialectOf($schema, key), key);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`the schema does not compile: ${reasonOf(error)}`, 'mend it', key);
  }
};
