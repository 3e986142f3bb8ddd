import { Unusable } from '../domain/assertion.ts';
import { quote } from './quote.ts';
import { schemaValidator, type Validate } from './schema-validator.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unusable = (what: string): Unusable =>
  new Unusable(
    what,
    "write OpenAI's list of tools, or a map of each tool's name to its JSON Schema",
    'tools',
  );

/** Chat Completions put name and parameters under `function`; Responses, and others' lists, do not. */
const listedTool = (tool: unknown): [string, unknown][] => {
  if (!isFields(tool)) throw unusable(`no tool: ${quote(tool)}`);
  const definition = isFields(tool.function) ? tool.function : tool;
  // A tool that the provider runs itself, such as web search, is never called by name.
  if (definition.name === undefined && typeof tool.type === 'string' && tool.type !== 'function')
    return [];
  if (typeof definition.name !== 'string') throw unusable(`a tool without a name: ${quote(tool)}`);
  const schema = definition.parameters ?? definition.input_schema ?? definition.inputSchema;
  return [[definition.name, schema ?? { type: 'object' }]];
};

const entriesOf = (source: unknown): [string, unknown][] => {
  if (Array.isArray(source)) return source.flatMap(listedTool);
  if (!isFields(source)) throw unusable(`no list of tools: ${quote(source)}`);
  return Array.isArray(source.tools) ? source.tools.flatMap(listedTool) : Object.entries(source);
};

/** The tools that a list or a map defines, each with its arguments' schema. Throws an `Unusable`. */
export const toolValidators = (source: unknown): ReadonlyMap<string, Validate> => {
  const tools = new Map<string, Validate>();
  for (const [name, schema] of entriesOf(source)) {
    if (tools.has(name)) throw unusable(`two tools are named ${quote(name)}`);
    tools.set(name, schemaValidator(schema, 'tools'));
  }
  if (tools.size === 0) throw unusable('the list names no tool');
  return tools;
};
