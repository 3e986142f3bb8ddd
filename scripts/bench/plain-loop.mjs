// What the product is compared with: the same five checks over the same two files, by hand. It knows
// no definitions, no Git, no baseline and no budget; it checks no shape and escapes nothing.
import { readFileSync } from 'node:fs';

const [casesPath, outputsPath] = process.argv.slice(2);

const linesOf = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const luhn = (digits) => {
  let sum = 0;
  for (let at = digits.length - 1, odd = true; at >= 0; at -= 1, odd = !odd) {
    const twice = Number(digits[at]) * (odd ? 1 : 2);
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
};

const pii = [
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/,
  /(?<![\w$])\+?\d{0,3}[ .-]?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b/,
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b/,
  /\b\d{3}-\d{2}-\d{4}\b/,
  /\b(?:\d{1,3}\.){3}\d{1,3}\b/,
];
const card = /\b(?:\d[ -]?){13,19}\b/g;

const hasPii = (text) =>
  pii.some((shape) => shape.test(text)) ||
  [...text.matchAll(card)].some(([found]) => luhn(found.replaceAll(/\D/g, '')));

const time = /\b\d{1,2}:\d\d [ap]m\b/;

const checks = {
  'names-no-house': (text) => text.includes('Juniper Court'),
  'offers-no-time': (text) => time.test(text),
  rambles: (text) => (text.match(/\S+/g) ?? []).length <= 300,
  'tells-contacts': (text) => !hasPii(text),
  'speaks-of-itself': (text) => !text.toLowerCase().includes('as an ai'),
};

const outputs = new Map(linesOf(outputsPath).map((line) => [line.case, line.output]));
const verdicts = Object.fromEntries(Object.keys(checks).map((name) => [name, {}]));
for (const { id } of linesOf(casesPath)) {
  const output = outputs.get(id);
  for (const [name, holds] of Object.entries(checks)) {
    verdicts[name][id] = output === undefined ? 'error' : holds(output) ? 'pass' : 'fail';
  }
}
process.stdout.write(JSON.stringify(verdicts));
