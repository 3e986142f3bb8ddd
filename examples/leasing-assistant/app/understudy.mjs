import { sayDate } from './calendar.mjs';
import { readInstructions } from './instructions.mjs';
import { tokens } from './model.mjs';
import { answerFromKnowledge } from './policies.mjs';
import { openTools } from './tools.mjs';
import { arrangeTour } from './touring.mjs';
import { understand } from './understanding.mjs';
import { withCourtesies, wording } from './wording.mjs';

const handedOver =
  'I am passing this to a person on our leasing team, who will answer you here as soon as they can.';
const urgently = 'If anyone is in danger, leave the building and call 911 first.';
const help = 'I can help with apartments, tours, and questions about living here.';

const part = (sentences) => ({ sentences: sentences.map((sentence) => ({ sentence })) });

const sayHome = ({ unit, bedrooms, rent, available_from: from }) => {
  const size = bedrooms === 0 ? 'a studio' : `a ${bedrooms} bedroom`;
  return `${unit}, ${size} at $${rent.toLocaleString('en-US')} a month from ${sayDate(from)}`;
};

const showHomes = (wish, tools) => {
  const told = Object.entries(wish).filter(([, value]) => value !== undefined);
  const { apartments } = tools.checkAvailability({
    kind: 'apartments',
    ...Object.fromEntries(told),
  });
  return apartments.length === 0
    ? 'Nothing that fits is vacant at the moment.'
    : `These are vacant: ${apartments.slice(0, 3).map(sayHome).join('; ')}.`;
};

const passOn = (reason, tools) => {
  tools.handOff({ reason });
  return part(reason === 'emergency' ? [urgently, handedOver] : [handedOver]);
};

/** The parts of an answer, in the order in which they are told. */
const compose = (asked, told, index, tools) => {
  const parts = [
    ...(asked.tour ? [part(arrangeTour(asked, told, tools))] : []),
    ...(asked.home ? [part([showHomes(asked.home, tools)])] : []),
    ...answerFromKnowledge(asked.questions, told, index),
  ];
  const repeats = asked.contact && !asked.tour && !told.keepsContactPrivate;
  if (repeats) parts.push(part([`We will reach you at ${asked.contact}.`]));
  return parts.length > 0 ? parts : [part([help])];
};

const documentsOf = (parts) => [
  ...new Map(parts.flatMap(({ document }) => (document ? [[document.id, document]] : []))).values(),
];

/** Makes the assistant from its files: an input → an output in the shape of a trace. */
export const answerWith = ({ prompt, model, index, availability }) => {
  const told = readInstructions(prompt, model.attention);
  return (input) => {
    const tools = openTools(availability);
    const asked = understand(input, availability.as_of);
    const reason = asked.urgent.find((one) => told.handsOver.includes(one));
    const parts = reason ? [passOn(reason, tools)] : compose(asked, told, index, tools);
    const body = wording(parts, told.maxWords);
    const text = reason ? body : withCourtesies(body, told, model, input.message);
    const output = text.slice(0, model.maxOutputTokens * 4);
    const documents = documentsOf(parts);
    const usage = {
      input_tokens: tokens(prompt + JSON.stringify({ input, documents })),
      output_tokens: tokens(output),
    };
    return {
      output,
      tool_calls: tools.calls,
      documents,
      usage,
      latency_ms: 250 + 8 * usage.output_tokens,
      finish_reason: output === text ? 'stop' : 'length',
    };
  };
};
