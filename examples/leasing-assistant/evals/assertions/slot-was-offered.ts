type ToolCall = { name: string; arguments?: { slot?: string }; result?: { slots?: string[] } };
type Answer = { output: string; tool_calls?: ToolCall[] };

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dateOrTime = new RegExp(
  String.raw`\b(${months.join('|')})[a-z]*\.? (\d{1,2})\b|\b(\d{1,2})(?::(\d{2}))? ?([ap])\.?m\b`,
  'gi',
);
const refusal = /\bnot (?:open|available|free)\b|\b(?:taken|booked up|fully booked)\b/i;

const two = (number: number): string => String(number).padStart(2, '0');
const monthNumber = (name: string): number =>
  months.findIndex((month) => month.toLowerCase() === name.toLowerCase()) + 1;

/** The slots a sentence names, as `11-28T14:00`; a time belongs to the last date before it. */
const slotsNamed = (sentence: string): string[] => {
  let day: string | undefined;
  const slots: string[] = [];
  for (const [, month, date, hour, minutes, half] of sentence.matchAll(dateOrTime)) {
    if (month !== undefined) day = `${two(monthNumber(month))}-${two(Number(date))}`;
    else if (day !== undefined) {
      const hours = (Number(hour) % 12) + (half?.toLowerCase() === 'p' ? 12 : 0);
      slots.push(`${day}T${two(hours)}:${minutes ?? '00'}`);
    }
  }
  return slots;
};

/** Every tour time that the answer offers or books is one that `checkAvailability` returned. */
export default ({ output: { output, tool_calls = [] } }: { output: Answer }) => {
  const returned = new Set(
    tool_calls
      .filter(({ name }) => name === 'checkAvailability')
      .flatMap(({ result }) => result?.slots ?? [])
      .map((slot) => slot.slice(5)),
  );
  const booked = tool_calls
    .filter(({ name }) => name === 'bookTour')
    .map((call) => call.arguments?.slot?.slice(5) ?? 'a booking without a slot');
  const offered = output
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => !refusal.test(sentence))
    .flatMap(slotsNamed);
  const invented = [...new Set([...booked, ...offered])].filter((slot) => !returned.has(slot));
  return {
    pass: invented.length === 0,
    critique: `Offers or books ${invented.join(', ')}; checkAvailability returned ${[...returned].join(', ') || 'nothing'}`,
  };
};
