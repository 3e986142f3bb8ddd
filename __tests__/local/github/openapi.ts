import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';
import { fieldsOf } from '../fields.ts';

type Schema = Record<string, unknown>;
type Parameter = { name: string; in: string; required?: boolean; schema?: Schema };
type Operation = {
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { required?: boolean; content?: Record<string, { schema?: Schema }> };
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { parameters: Record<string, Parameter> };
};
type Template = { methods: Record<string, Operation>; pattern: RegExp; names: string[] };

export type CheckedRequest = { method: string; path: string; body: unknown; text: string };

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

const document = once((): Document => {
  const file = createRequire(import.meta.url).resolve(
    '@octokit/openapi/generated/api.github.com.json',
  );
  return JSON.parse(readFileSync(file, 'utf8'));
});

const pointed = (reference: string): unknown => {
  const keys = reference.slice('#/'.length).split('/');
  return keys.reduce<unknown>((at, key) => fieldsOf(at)[key], document());
};

/** A copy with its references put in place, and OpenAPI 3.0's `nullable` said in JSON Schema. */
const resolve = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, nullable, ...rest } = fieldsOf(value);
  if (typeof $ref === 'string') return resolve(pointed($ref));
  const copy = Object.fromEntries(Object.entries(rest).map(([key, at]) => [key, resolve(at)]));
  return nullable === true ? { anyOf: [copy, { type: 'null' }] } : copy;
};

const parameterOf = (given: Parameter | { $ref: string }): Parameter => {
  if (!('$ref' in given)) return given;
  const found = document().components.parameters[given.$ref.split('/').at(-1) ?? ''];
  if (found === undefined) throw new Error(`${given.$ref} is not described`);
  return found;
};

const isMultiSegment = (methods: Record<string, Operation>, name: string): boolean =>
  Object.values(methods)
    .flatMap((operation) => operation.parameters ?? [])
    .map(parameterOf)
    .some((parameter) => parameter.name === name && 'x-multi-segment' in parameter);

const templateOf = (path: string, methods: Record<string, Operation>): Template => {
  const names: string[] = [];
  const source = path
    .replaceAll('.', String.raw`\.`)
    .replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
      names.push(name);
      return isMultiSegment(methods, name) ? '(.+)' : '([^/]+)';
    });
  return { methods, pattern: new RegExp(`^${source}$`), names };
};

const literalLength = (path: string): number => path.replaceAll(/\{[^}]+\}/g, '').length;

/** The most literal first: `/issues/comments/{id}` before `/issues/{number}/...`. */
const templates = once((): Template[] =>
  Object.entries(document().paths)
    .toSorted(([one], [other]) => literalLength(other) - literalLength(one))
    .map(([path, methods]) => templateOf(path, methods)),
);

const options = { strict: false, allErrors: true } as const;
const bodyAjv = once(() => ajvFormats.default(new Ajv(options)));
/** A query or a path holds text: `per_page=100` is an integer there. */
const textAjv = once(() => ajvFormats.default(new Ajv({ ...options, coerceTypes: true })));

const compiled = new Map<string, ValidateFunction>();

const problems = (ajv: Ajv, key: string, schema: Schema, value: unknown): string[] => {
  const validate = compiled.get(key) ?? ajv.compile(schema);
  compiled.set(key, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
};

const checkParameters = (
  key: string,
  operation: Operation,
  given: Record<string, string>,
  place: 'path' | 'query',
): string[] => {
  const declared = (operation.parameters ?? []).map(parameterOf).filter((it) => it.in === place);
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(declared.map((it) => [it.name, resolve(it.schema ?? {})])),
    required: declared.filter((it) => it.required === true).map((it) => it.name),
  };
  const found = problems(textAjv(), `${key} ${place}`, schema, { ...given });
  return found.map((problem) => `${place}${problem} (${JSON.stringify(given)})`);
};

const checkBody = (key: string, operation: Operation, request: CheckedRequest): string[] => {
  const described = operation.requestBody;
  if (request.text === '') return described?.required === true ? ['the body is missing'] : [];
  const schema = described?.content?.['application/json']?.schema;
  if (schema === undefined) return ['a body is sent where GitHub takes none'];
  if (request.body === undefined) return ['the body is not JSON'];
  const resolved = fieldsOf(resolve(schema));
  // GitHub ignores a key it does not know, so a misspelt one would be lost in silence.
  const closed = 'properties' in resolved ? { additionalProperties: false } : {};
  const found = problems(bodyAjv(), `${key} body`, { ...closed, ...resolved }, request.body);
  return found.map((problem) => `body${problem}`);
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What GitHub's OpenAPI description has against a request; nothing, where it would take it. */
export const violationsOf = (request: CheckedRequest): string[] => {
  const [pathname = '', query = ''] = request.path.split('?');
  const method = request.method.toLowerCase();
  const template = templates().find((it) => method in it.methods && it.pattern.test(pathname));
  const operation = template?.methods[method];
  const name = `${request.method} ${request.path}`;
  if (template === undefined || operation === undefined) return [`${name}: no such endpoint`];
  const values = template.pattern.exec(pathname)?.slice(1) ?? [];
  const path = Object.fromEntries(
    template.names.map((key, index) => [key, decoded(values[index] ?? '')]),
  );
  const key = `${method} ${template.pattern.source}`;
  return [
    ...checkParameters(key, operation, path, 'path'),
    ...checkParameters(key, operation, Object.fromEntries(new URLSearchParams(query)), 'query'),
    ...checkBody(key, operation, request),
  ].map((problem) => `${name}: ${problem}`);
};
