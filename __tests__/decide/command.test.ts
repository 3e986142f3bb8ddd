import { expect, test } from 'vitest';
import { parseCommand, type Command } from '../../src/decide/command.ts';

const code = '0a1b2c3d4e5f';
const accept = (over: Partial<Extract<Command, { kind: 'accept' }>> = {}): Command => ({
  kind: 'accept',
  what: 'checkout-refund',
  code,
  reason: 'known, tracked in #12',
  ...over,
});

test.each<[string, string, Command]>([
  [
    'in the words of the comment',
    `/failmode accept checkout-refund ${code} known, tracked in #12`,
    accept(),
  ],
  [
    'with its parts named, in any order',
    `/failmode accept checkout-refund reason: known, tracked in #12 code: ${code}`,
    accept(),
  ],
  [
    'with the code named first',
    `/failmode accept checkout-refund code:${code} reason: known, tracked in #12`,
    accept(),
  ],
  [
    'with more text below it',
    `/failmode accept checkout-refund ${code} known, tracked in #12\r\n\r\nSee the thread.`,
    accept(),
  ],
  [
    'of the gate',
    `/failmode accept gate ${code.toUpperCase()} a looser rule`,
    accept({ what: 'gate', reason: 'a looser rule' }),
  ],
  [
    'with its reason made inert',
    `/failmode accept checkout-refund ${code} ok \u202Eeruc\t\u0007now`,
    accept({ reason: 'ok \uFFFDeruc \uFFFDnow' }),
  ],
  [
    'whose reason is as long as may be',
    `/failmode accept a ${code} ${'x'.repeat(500)}`,
    accept({ what: 'a', reason: 'x'.repeat(500) }),
  ],
])('an acceptance is read %s', (_name, body, expected) => {
  expect(parseCommand(body)).toEqual(expected);
});

test.each([
  ['quoted', `> /failmode accept a ${code} why`],
  ['fenced', `\`\`\`\n/failmode accept a ${code} why\n\`\`\``],
  ['in passing', `please /failmode accept a ${code} why`],
  ['indented', ` /failmode accept a ${code} why`],
  ['below the first line', `Hello\n/failmode accept a ${code} why`],
  ['by a look-alike of the slash', `\uFF0Ffailmode accept a ${code} why`],
  ["behind the bot's own marker", `<!-- failmode:gate -->\n/failmode accept a ${code} why`],
  ['as a longer word', `/failmodes accept a ${code} why`],
  ['with nothing after it', '/failmode'],
])('a command that is said %s is none', (_name, body) => {
  expect(parseCommand(body)).toEqual({ kind: 'none' });
});

test.each([
  ['all failure modes at once', `/failmode accept all ${code} why`, /name one/],
  ['a pattern of them', '/failmode accept * reason: $(touch /tmp/pwned-cmd)', /name one/],
  ['a path', `/failmode accept ../../etc ${code} why`, /not the id/],
  ['no failure mode', '/failmode accept', /which failure mode/],
  ['two commands', `/failmode accept a ${code} why\n/failmode accept b ${code} why`, /one command/],
  [
    'a second command in a quotation mark-up',
    `/failmode accept a ${code} why\n  /failmode accept b`,
    /one command/,
  ],
  ['no code', '/failmode accept a reason: because', /code is missing/],
  ['a code that is cut short', `/failmode accept a ${code.slice(1)} because`, /code is missing/],
  ['two codes', `/failmode accept a ${code} because code: 000000000000`, /two codes/],
  ['no reason', `/failmode accept a ${code}`, /reason is missing/],
  ['the place-holder of a reason', `/failmode accept a ${code} <reason>`, /in place of/],
  [
    'a reason that nobody can see',
    `/failmode accept a ${code} reason: \u202E\u2066`,
    /reason is missing/,
  ],
  ['a reason without an end', `/failmode accept a ${code} ${'x'.repeat(501)}`, /longer/],
  ['another spelling', '/failmode  ACCEPT a', /no such command/],
  ['another command', '/failmode run deadbeefdeadbeefdeadbeefdeadbeefdeadbeef', /no such command/],
  ['nothing', '/failmode ', /no such command/],
])('a command that holds %s is refused', (_name, body, why) => {
  expect(parseCommand(body)).toEqual({ kind: 'malformed', why: expect.stringMatching(why) });
});
