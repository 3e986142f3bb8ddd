import { broken, holds } from '../../domain/assertion.ts';
import { defineAssertion } from '../define.ts';
import { quote } from '../quote.ts';
import { jsonOf } from '../subject.ts';

export const json = defineAssertion({
  type: 'json',
  group: 'structure',
  summary: 'Is JSON and nothing else: no prose around it, no code fence',
  keys: {},
  prepare: () => (subject) => {
    const parsed = jsonOf(subject);
    return parsed.ok
      ? holds
      : broken(`is not JSON: ${parsed.reason}; it is ${quote(subject.text)}`);
  },
});
