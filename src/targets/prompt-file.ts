import * as z from 'zod';
import { Failure } from '../domain/failure.ts';
import type { ChatMessage } from '../domain/model-call.ts';
import { isObject, parseJson } from './json.ts';
import type { Prompt } from './render.ts';
import { readStrictYaml, type StrictYaml } from './strict-yaml.ts';

const settings = {
  modelParameters: z.record(z.string(), z.unknown()).optional(),
  responseFormat: z.enum(['text', 'json_object', 'json_schema']).optional(),
  jsonSchema: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
};

const message = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });

/** GitHub's `.prompt.yml`; its name, model, test data and evaluators are not for running it. */
const promptYaml = z.looseObject({ ...settings, messages: z.array(message).min(1) });
const frontMatter = z.looseObject(settings).nullable();

type Settings = z.infer<typeof frontMatter>;

const check = <Schema extends z.ZodType>(schema: Schema, yaml: StrictYaml): z.infer<Schema> => {
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  const { path, message: why } = parsed.error.issues[0] ?? { path: [], message: 'it is invalid' };
  const what = `${yaml.at(path)}: ${path.join('.') || 'the prompt'} cannot be used`;
  throw new Failure(what, why, 'see the format of `.prompt.yml`');
};

/** `maxTokens` → `max_tokens`; the endpoint's own spelling stays as it is. */
const endpointName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Parameters that front matter may set without the heading `modelParameters`. */
const plainParameters = new Set([
  'temperature',
  'top_p',
  'max_tokens',
  'max_completion_tokens',
  'frequency_penalty',
  'presence_penalty',
  'reasoning_effort',
  'seed',
  'stop',
]);

const schemaOf = (given: unknown, yaml: StrictYaml): unknown => {
  const schema = typeof given === 'string' ? parseJson(given) : given;
  if (isObject(schema)) return schema;
  throw new Failure(
    `${yaml.at(['jsonSchema'])}: jsonSchema cannot be used`,
    '`responseFormat: json_schema` needs a JSON object {name, strict, schema}',
    'write it as one JSON text',
  );
};

const responseFormat = (given: Settings, yaml: StrictYaml): Record<string, unknown> => {
  if (given?.responseFormat === 'json_object') return { response_format: { type: 'json_object' } };
  if (given?.responseFormat !== 'json_schema') return {};
  const schema = schemaOf(given.jsonSchema, yaml);
  return { response_format: { type: 'json_schema', json_schema: schema } };
};

const renamed = (given: object): [string, unknown][] =>
  Object.entries(given).map(([name, value]) => [endpointName(name), value]);

const parametersOf = (given: Settings, yaml: StrictYaml): Record<string, unknown> => {
  const plain = renamed(given ?? {}).filter(([name]) => plainParameters.has(name));
  return {
    ...Object.fromEntries([...plain, ...renamed(given?.modelParameters ?? {})]),
    ...responseFormat(given, yaml),
  };
};

const parseYaml = (file: string, text: string): Prompt => {
  const yaml = readStrictYaml(file, text);
  const given = check(promptYaml, yaml);
  return { file, messages: given.messages, parameters: parametersOf(given, yaml) };
};

const matter = /^---[ \t]*\r?\n(?<yaml>[\s\S]*?)(?<=\n)---[ \t]*(?:\r?\n|$)/;

/** Markdown or text: what stands under the front matter is the system message. */
const parseText = (file: string, text: string): Prompt => {
  const head = matter.exec(text);
  const content = text.slice(head?.[0].length ?? 0).trim();
  const messages: ChatMessage[] = [{ role: 'system', content }];
  // The empty line stands for the first `---`, so that lines are counted as in the file.
  const yaml = readStrictYaml(file, `\n${head?.groups?.['yaml'] ?? ''}`);
  return { file, messages, parameters: parametersOf(check(frontMatter, yaml), yaml) };
};

/** Reads a prompt file by its ending. Throws a `Failure` that says where and how to mend it. */
export const parsePrompt = (file: string, text: string): Prompt => {
  const plain = text.replace(/^\uFEFF/, '');
  return /\.ya?ml$/i.test(file) ? parseYaml(file, plain) : parseText(file, plain);
};
