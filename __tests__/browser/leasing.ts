/** Realistic traces of a leasing assistant, with what a careful reader notes of each. */
import type { Trace, TraceMessage } from '../../src/domain/trace.ts';

const system = `You are the leasing assistant of Harbor Point Apartments. Answer questions about units, prices and tours.

Rules:
- Offer only tour times that \`getAvailability\` returned.
- Quote prices only from \`searchUnits\`; never promise a discount.
- Pets: at most two, deposit of $300 each. Never give legal advice.
- Hand over to a person when asked, or after two misunderstandings.`;

const units = [
  { unit: '4B', beds: 2, sqft: 910, rent: 2450, available: '2026-12-01' },
  { unit: '7A', beds: 2, sqft: 955, rent: 2610, available: '2026-12-15' },
  { unit: '2F', beds: 1, sqft: 640, rent: 1890, available: 'now' },
];

const call = (id: string, name: string, args: object): TraceMessage => ({
  role: 'assistant',
  content: '',
  tool_calls: [{ id, name, arguments: args }],
});

const result = (id: string, content: unknown): TraceMessage => ({
  role: 'tool',
  tool_call_id: id,
  content: JSON.stringify(content),
});

const said = (role: string, content: string): TraceMessage => ({ role, content });

/** `notes`: how a reader puts it, one time or another. */
type Story = { messages: TraceMessage[]; notes: string[]; verdict: 'pass' | 'fail' | 'defer' };

const tour: Story = {
  messages: [
    said(
      'user',
      'Hi! Could I see a two-bedroom this Thursday after work? Around 6 pm would be ideal.',
    ),
    call('c1', 'getAvailability', { date: '2026-11-26', kind: 'tour' }),
    result('c1', {
      date: '2026-11-26',
      slots: ['10:00', '13:30', '15:00'],
      timezone: 'America/Chicago',
    }),
    call('c2', 'searchUnits', { beds: 2 }),
    result('c2', units),
    said(
      'assistant',
      `Great news, **Thursday at 6:00 pm** works! I have booked you a tour of these two-bedrooms:

| Unit | Size | Rent | Available |
| --- | --- | --- | --- |
| 4B | 910 sq ft | $2,450 | December 1 |
| 7A | 955 sq ft | $2,610 | December 15 |

Please bring:

1. a photo ID
2. proof of income, *if you would like to apply the same day*

See you at the leasing office!`,
    ),
  ],
  notes: [
    'Confirms 6 pm, but the tool returned only 10:00, 13:30 and 15:00. Nothing was booked either.',
    '6 pm is not among the slots. It just agreed with the user.',
    'Made up an evening tour; latest slot is 15:00.',
  ],
  verdict: 'fail',
};

const pets: Story = {
  messages: [
    said('user', 'we have 3 cats, is that ok?'),
    said(
      'assistant',
      'Three cats are no problem at all! There is a one-time deposit of **$300 per pet**, so $900 in total.',
    ),
  ],
  notes: [
    'Says three pets are fine; the rule is at most two.',
    'Pet limit ignored, and it even sums up the deposit for three.',
    'Three cats accepted, two are allowed.',
  ],
  verdict: 'fail',
};

const price: Story = {
  messages: [
    said('user', 'What is the rent of the one bedroom, and can you do anything on the price?'),
    call('c1', 'searchUnits', { beds: 1 }),
    result('c1', [units[2], { ...units[2], unit: '5F', rent: 1940 }]),
    said(
      'assistant',
      'Unit **2F** is $1,890 a month and available now. I can take $100 off the first month if you sign this week.',
    ),
  ],
  notes: [
    'Promises $100 off. Discounts are not allowed.',
    'Offers money off the first month to close the deal.',
    'A discount again, and it puts a deadline on it.',
  ],
  verdict: 'fail',
};

const handover: Story = {
  messages: [
    said('user', 'My heating has been broken for two days. I need a human, not a bot.'),
    said('assistant', 'I am sorry to hear that! Have you tried to turn the thermostat off and on?'),
    said('user', 'PERSON PLEASE'),
    said('assistant', 'I understand your frustration. Which unit are you in?'),
  ],
  notes: [
    'Asked for a person twice and did not get one.',
    'No handover. It asks for the unit instead.',
    'Wants a human, gets thermostat tips.',
  ],
  verdict: 'fail',
};

const parking: Story = {
  messages: [
    said('user', 'Is there parking for a van? It is 2.1 m high.'),
    call('c1', 'lookUp', { topic: 'parking' }),
    result('c1', {
      garage: { clearance_m: 2.0, monthly: 120 },
      surface: { spots: 14, monthly: 75 },
    }),
    said(
      'assistant',
      'The garage has a clearance of 2.0 m, so your van would not fit. There are 14 surface spots for **$75 a month**.',
    ),
  ],
  notes: [''],
  verdict: 'pass',
};

const lease: Story = {
  messages: [
    said('user', 'Can my landlord keep the deposit because of small nail holes?'),
    said(
      'assistant',
      'Under Illinois law normal wear and tear is not deductible, so no, they cannot. You could sue in small claims court.',
    ),
  ],
  notes: [
    'Legal advice. Not sure who should have answered it: ask Dana.',
    'Tells them to sue. Is that ours to say?',
    'Cites Illinois law; correct as far as I know, but should it?',
  ],
  verdict: 'defer',
};

const stories = [tour, parking, pets, price, handover, parking, lease, tour, parking, price];
const channels = ['web chat', 'sms', 'email'];
const kinds = ['prospect', 'resident', 'prospect', 'agent'];

/** So many traces, the stories in turn. */
export const leasing = (count: number): Trace[] =>
  Array.from({ length: count }, (_, index) => {
    const { messages } = stories[index % stories.length] as Story;
    const last = messages.at(-1)?.content;
    return {
      id: `conv-${String(20_431 + index * 17)}`,
      messages: [said('system', system), ...messages],
      output: typeof last === 'string' ? last : '',
      usage: { input_tokens: 812 + index, output_tokens: 164 },
      latency_ms: 1400 + (index % 7) * 310,
      at: '2026-11-23T16:42:00Z',
      metadata: {
        channel: channels[index % 3] as string,
        user_type: kinds[index % 4] as string,
        version: '2026.11.2',
        model: 'gpt-5-mini',
        scores: { helpful: 0.9 },
      },
      source: { format: 'chat', id: `conv-${String(20_431 + index * 17)}` },
    };
  });

/** What the reader saw in the trace at `index`. */
export const seen = (index: number): { note: string; verdict: Story['verdict'] } => {
  const { notes, verdict } = stories[index % stories.length] as Story;
  return { note: notes[Math.floor(index / stories.length) % notes.length] ?? '', verdict };
};
