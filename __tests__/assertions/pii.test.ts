import { describe, expect, test } from 'vitest';
import type { AssertionEntry } from '../../src/domain/assertion.ts';
import { passesLuhn } from '../../src/assertions/pii/card.ts';
import { passesMod97 } from '../../src/assertions/pii/iban.ts';
import { assertionTypeOf } from '../../src/assertions/registry.ts';
import { judge, told, trace } from './judging.ts';

const noPii: AssertionEntry = { type: 'no-pii' };

const found = {
  'an e-mail address': [
    'Write to alice@example.com.',
    'Alice <alice.b+x@mail.example.co.uk>',
    'alice [at] example [dot] com',
    'alice (at) example.com',
    'alice at example dot com',
    'https://a.example/?to=alice%40example.com',
    'josé@exämple.de',
    'alice＠example.com',
    'alice&#64;example.com',
    'alice@exa\u200Bmple.com',
  ],
  'a phone number': [
    '415-555-0123',
    '(415) 555-0123',
    '(415)555-0123',
    '415.555.0123',
    '415 555 0123',
    'Suite 200 415-555-0123',
    '415-555-0123 10-17 daily',
    '415-555-0123,415-555-0124',
    '123-456-7890',
    '+1 415 555 0123',
    '+14155550123',
    '+1 (415) 555-0123, ext. 5',
    '+1 415 555 0123 2026-11-01',
    '1-800-555-0199',
    'tel:+1-415-555-0123',
    '+44 20 7946 0958',
    '+44 (0)20 7946 0958',
    '020 7946 0958',
    '020 7946 0958 10:00-17:00',
    '07700 900123',
    '+49 30 901820',
    '0171/1234567',
    '0711 / 123-4567',
    '+33 1 23 45 67 89',
    '01 23 45 67 89',
    '06.12.34.56.78',
    '0033 1 23 45 67 89',
    '(02) 9876 5432',
    '03-1234-5678',
    '+91 98765 43210',
    '+34 612 345 678',
    '415\u2011555\u20110123',
    '４１５-555-0123',
    'call 555-0123',
    'Call me at 4155550123 please',
    'my number is 07700900123',
    'In order to speak with us: 415-555-0123',
    'You ordered it? Call 415-555-0123',
  ],
  'a card number': [
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    'Card:4242424242424242.',
    '3782 822463 10005',
    '5555555555554444',
    '6011 1111 1111 1117',
    '3056 930902 5904',
  ],
  'an IBAN': [
    'DE89 3704 0044 0532 0130 00',
    'DE89370400440532013000 please pay',
    'gb29nwbk60161331926819',
    'FR14 2004 1010 0505 0001 3M02 606.',
  ],
  'a social security number': [
    '123-45-6789',
    'SSN 123 45 6789',
    'ssn: 123456789',
    'ITIN 912-34-5678',
  ],
  'an IP address': [
    '8.8.8.8',
    'http://192.168.1.10:8080/x',
    '2001:db8::1',
    'fe80::1ff:fe23:4567:890a',
  ],
};

describe.each(Object.entries(found))('finds %s', (noun, texts) => {
  test.each(texts)('in %j, and nothing else', async (text) => {
    const said = await told(noPii, text);
    expect(said).toMatch(new RegExp(`^has ${noun} \\(.*\\)$`));
    expect(said).not.toContain(', a');
  });
});

test.each([
  // prices and measures
  '$1,234.56',
  '1.234.567,89 €',
  '$4155550123',
  'call for 4155550123 USD',
  '+10 000 000 users',
  '+12 500 000',
  'Unit 4B, 1200 sq ft, 2 bd / 2 ba, $3,450/mo',
  '1 234 567 890',
  'lat 37.7749 lon -122.4194',
  // dates and times
  '2024-05-01',
  '01-05-2024',
  '05/06/2024 - 07/06/2024',
  '01.05.2024 10:30',
  '2026-11-01T10:30:00+01:00',
  '09.00-17.30',
  'call before 2026-11-01',
  'call us within 30 - 60 minutes, 24/7',
  '1700000000000',
  // numbers of other things
  'order #415-555-0123',
  'Your order number is 4155550123',
  'order 123-4567890-1234567',
  'Invoice: 415-555-0123',
  'order 123-45-6789',
  'tracking no. 415 555 0123',
  '1Z 999 AA1 01 2345 6784',
  '9611 0209 8765 4321 0000',
  'ISBN 978-3-16-148410-0',
  'IMEI 356938035643809',
  '550e8400-e29b-41d4-a716-446655440000',
  '94105-1234',
  '02139-4307',
  'function call 12345678',
  'Call 911',
  // not quite
  '4111 1111 1111 1112',
  '1234 5678 9012 3456',
  'DE89 3704 0044 0532 0130 01',
  '000-12-3456',
  '@alice on example.com',
  'we look at this dot product',
  'react@18.2.0 and logo@2x.png',
  'git@github.com:org/repo.git',
  'version 1.2.3.4',
  'Chrome/120.0.0.0',
  '192.168.1.0/24',
  'netmask 255.255.255.0',
  'dead::beef',
  '10:30:45 and 00:1a:2b:3c:4d:5e',
])('%j is nobody’s', async (text) => {
  expect(await told(noPii, text)).toBe('holds');
});

test.each([
  ['alice@example.com', 'has an e-mail address (a***@***.com)'],
  ['4111 1111 1111 1111', 'has a card number (**** **** **** 1111)'],
  ['(415) 555-0123 or 415-555-0124', 'has a phone number ((***) ***-**23 and 1 more)'],
  ['415-555-0123, again 415.555.0123', 'has a phone number (***.***.**23)'],
  ['a@b.com, 8.8.8.8', 'has an e-mail address (a***@***.com), an IP address (*.*.*.8)'],
])('says what %j has, masked: %s', async (text, said) => {
  expect(await told(noPii, text)).toBe(said);
});

test('looks only for the kinds that are named', async () => {
  expect(await told({ ...noPii, kinds: ['phone'] }, 'alice@example.com')).toBe('holds');
});

test('lets through what may be there, whatever its spaces and dashes', async () => {
  const entry = { ...noPii, allow: ['(415) 555-0123'] };
  expect(await told(entry, 'Office: 415.555.0123')).toBe('holds');
  expect(await told(entry, 'Office: 415.555.0124')).toContain('a phone number');
});

test.each([
  [{ phone: '4155550123' }],
  [{ user: { phoneNumber: 4155550123 } }],
  [{ lines: ['a\n415-555-0123'] }],
])('reads through structures, with their keys: %j', async (output) => {
  expect(await told(noPii, trace({ output }))).toContain('a phone number');
});

test('the numbers of a structure are told apart by their keys', async () => {
  expect(await told(noPii, trace({ output: { order_id: 4155550123 } }))).toBe('holds');
});

test('says what it does not find', () => {
  expect(assertionTypeOf('no-pii')?.summary).toMatch(/does not find names, postal addresses/);
});

test.each(['a', '1', '1 ', '+1 ', '0', 'a@', 'a.', 'DE12', 'a at ', '01 ', '2001:', 'call 1 '])(
  'takes linear time on %j over and over',
  async (piece) => {
    const check = await judge(noPii, piece.repeat(200_000 / piece.length));
    expect(check.result).not.toBe('error');
  },
);

test.each([
  ['79927398713', true],
  ['79927398714', false],
])('Luhn on %s: %s', (digits, passes) => {
  expect(passesLuhn(digits)).toBe(passes);
});

test.each([
  ['GB82WEST12345698765432', true],
  ['GB82WEST12345698765433', false],
])('mod 97 on %s: %s', (iban, passes) => {
  expect(passesMod97(iban)).toBe(passes);
});
