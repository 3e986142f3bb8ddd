import { readAnswer } from '../answer.ts';
import { readCall } from '../calls.ts';
import type { Fields, Importer, Tell } from '../importer.ts';
import { fieldsOf, first, numberOf, parsed, present, textOf } from '../json.ts';
import { readMessages } from '../messages.ts';
import { attribute } from '../spans/attributes.ts';
import { readSpans } from '../spans/read.ts';
import type { Remark, Span } from '../spans/span.ts';
import { isoOf, momentOf, unreadTimes } from '../times.ts';

/** `weave:///entity/project/op/NAME:HASH` */
const nameOf = (call: Fields): string => {
  const op = textOf(call['op_name']) ?? '';
  return /\/op\/([^/:]+)/.exec(op)?.[1] ?? op;
};

const modelCall =
  /chat\.completions|completions\.create|messages\.create|responses\.create|generate/i;

const usageOf = (call: Fields): Span['usage'] => {
  const models = Object.values(fieldsOf(parsed(attribute(call, 'summary.usage'))));
  const usage = fieldsOf(models[0]);
  return present({
    input_tokens: numberOf(first(usage['prompt_tokens'], usage['input_tokens'])),
    output_tokens: numberOf(first(usage['completion_tokens'], usage['output_tokens'])),
  });
};

const remarksOf = (call: Fields): Remark[] => {
  const weave = fieldsOf(parsed(attribute(call, 'summary.weave')));
  const { feedback } = weave;
  return Array.isArray(feedback) ? feedback.map((one) => fieldsOf(one)) : [];
};

const metadataOf = (call: Fields): Fields =>
  present({
    ...fieldsOf(parsed(attribute(call, 'attributes'))),
    name: first(call['display_name']),
    user: first(call['wb_user_id']),
    run: first(call['wb_run_id']),
    model: first(fieldsOf(parsed(attribute(call, 'inputs')))['model']),
  });

/** Inputs without what is said of the object whose method it is. */
const argumentsOf = (inputs: Fields): Fields => {
  const { self: _self, ...given } = inputs;
  return given;
};

const contentOf = (call: Fields, tell: Tell): Partial<Span> => {
  const name = nameOf(call);
  const inputs = argumentsOf(fieldsOf(parsed(attribute(call, 'inputs'))));
  const output = parsed(attribute(call, 'output'));
  const messages = parsed(inputs['messages']);
  if (/tool/i.test(textOf(fieldsOf(call['attributes'])['kind']) ?? '') && messages === undefined) {
    const run = readCall({ id: inputs['tool_call_id'], name, arguments: inputs, result: output });
    return { kind: 'tool', run };
  }
  const isModel = messages !== undefined || modelCall.test(name);
  return {
    kind: isModel ? 'model' : 'other',
    input: readMessages(messages ?? first(inputs['input']) ?? inputs, 'user', tell),
    output: first(output) === undefined ? [] : readAnswer(output, tell),
    answer: output,
  };
};

const readCallRecord = (call: Fields, tell: Tell): Span | string => {
  const [trace, id] = [textOf(call['trace_id']), textOf(call['id'])];
  if (trace === undefined || id === undefined) return 'it has no id or no trace id';
  return {
    trace,
    id,
    name: nameOf(call),
    kind: 'other',
    parent: textOf(call['parent_id']),
    start: momentOf(call['started_at']),
    end: isoOf(call['ended_at']),
    usage: usageOf(call),
    error: textOf(call['exception']),
    metadata: {
      ...metadataOf(call),
      ...unreadTimes({ started_at: call['started_at'], ended_at: call['ended_at'] }, tell),
    },
    remarks: remarksOf(call),
    ...contentOf(call, tell),
  };
};

export const weave: Importer = {
  format: 'weave',
  summary: 'W&B Weave: calls as JSON lines, JSON or CSV',
  recognises: (value) => 'op_name' in value && 'trace_id' in value,
  read: (entries) => readSpans('weave', entries, readCallRecord),
};
