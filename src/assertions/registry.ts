import type { AssertionType } from '../domain/assertion.ts';
import { citationsExist } from './kinds/citations-exist.ts';
import { contains } from './kinds/contains.ts';
import { endsWith } from './kinds/ends-with.ts';
import { equals } from './kinds/equals.ts';
import { finishReason } from './kinds/finish-reason.ts';
import { json } from './kinds/json.ts';
import { jsonSchema } from './kinds/json-schema.ts';
import { latency } from './kinds/latency.ts';
import { length } from './kinds/length.ts';
import { module } from './kinds/module.ts';
import { noPii } from './kinds/no-pii.ts';
import { regex } from './kinds/regex.ts';
import { startsWith } from './kinds/starts-with.ts';
import { toolArguments } from './kinds/tool-arguments.ts';
import { toolCalled } from './kinds/tool-called.ts';
import { toolCallsValid } from './kinds/tool-calls-valid.ts';
import { toolNotCalled } from './kinds/tool-not-called.ts';
import { toolOrder } from './kinds/tool-order.ts';

/** Every type of assertion there is: a new one is a file and its line here. */
export const assertionTypes: readonly AssertionType[] = [
  equals,
  contains,
  startsWith,
  endsWith,
  regex,
  length,
  json,
  jsonSchema,
  noPii,
  toolCalled,
  toolNotCalled,
  toolCallsValid,
  toolOrder,
  toolArguments,
  citationsExist,
  latency,
  finishReason,
  module,
];

export const assertionTypeOf = (name: string): AssertionType | undefined =>
  assertionTypes.find(({ type }) => type === name);
