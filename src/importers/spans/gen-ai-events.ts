import { attribute } from './attributes.ts';
import type { Tell } from '../importer.ts';
import { fieldsOf, first, parsed, present, textOf } from '../json.ts';
import { readMessages } from '../messages.ts';
import { together, type Remark, type Span } from './span.ts';
import type { Event } from './vocabulary.ts';

type ReadEvent = (event: Event, tell: Tell) => Partial<Span>;

/** The text of an event is in its body, or in its attributes as JSON or one by one. */
const contentOf = ({ body, attributes }: Event) => ({
  ...attributes,
  ...fieldsOf(parsed(attributes['gen_ai.event.content'])),
  ...fieldsOf(parsed(body)),
});

const messageOf =
  (role: string): ReadEvent =>
  (event, tell) => ({ input: readMessages({ role, ...contentOf(event) }, role, tell) });

const choice: ReadEvent = (event, tell) => {
  const content = contentOf(event);
  const message = fieldsOf(parsed(content['message']));
  return {
    output: readMessages(
      { role: 'assistant', ...content, ...message, message: undefined },
      'assistant',
      tell,
    ),
    finish_reason: textOf(content['finish_reason']),
  };
};

/** The oldest generation: the whole prompt or completion as one attribute of an event. */
const whole =
  (side: 'input' | 'output', role: string, name: string): ReadEvent =>
  ({ attributes }, tell) => ({ [side]: readMessages(attribute(attributes, name), role, tell) });

const details: ReadEvent = ({ attributes, body }, tell) => {
  const told = { ...attributes, ...fieldsOf(parsed(body)) };
  return {
    input: readMessages(attribute(told, 'gen_ai.input.messages'), 'user', tell),
    output: readMessages(attribute(told, 'gen_ai.output.messages'), 'assistant', tell),
  };
};

const evaluation: ReadEvent = ({ attributes, body }) => {
  const told = { ...attributes, ...fieldsOf(parsed(body)) };
  const of = (name: string) => told[`gen_ai.evaluation.${name}`];
  const remark: Remark = present({
    name: of('name'),
    label: of('score.label'),
    value: of('score.value'),
    comment: of('explanation'),
  });
  return { remarks: [remark] };
};

const readers = new Map<string, ReadEvent>([
  ['gen_ai.system.message', messageOf('system')],
  ['gen_ai.user.message', messageOf('user')],
  ['gen_ai.assistant.message', messageOf('assistant')],
  ['gen_ai.tool.message', messageOf('tool')],
  ['gen_ai.choice', choice],
  ['gen_ai.content.prompt', whole('input', 'user', 'gen_ai.prompt')],
  ['gen_ai.content.completion', whole('output', 'assistant', 'gen_ai.completion')],
  ['gen_ai.client.inference.operation.details', details],
  ['gen_ai.evaluation.result', evaluation],
]);

export const isModelEvent = (name: string): boolean => readers.has(name);

/** What the events of a span, or a record of a log that is one, say of it. */
export const readEvents = (events: readonly Event[], tell: Tell): Partial<Span> => {
  let all: Span = { trace: '', id: '', kind: 'other' };
  for (const event of events) {
    const read = readers.get(event.name)?.(event, tell) ?? {};
    all = together(all, { trace: '', id: '', kind: 'other', ...read });
  }
  return present({ ...all, finish_reason: first(all.finish_reason) as string | undefined });
};
