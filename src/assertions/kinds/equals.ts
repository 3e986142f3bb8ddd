import * as z from 'zod';
import { broken, holds } from '../../domain/assertion.ts';
import { defineAssertion } from '../define.ts';
import { difference } from '../difference.ts';
import { jsonOf } from '../subject.ts';

export const equals = defineAssertion({
  type: 'equals',
  group: 'text',
  summary:
    'Is exactly this value; objects and lists deeply, whatever the order of keys. An answer that is text is read as JSON where the value is no text',
  keys: { value: z.unknown().describe('Text, or any JSON value') },
  prepare: ({ value }) => {
    const actualOf = (subject: Parameters<typeof jsonOf>[0]): unknown => {
      if (typeof value === 'string') return subject.value;
      const json = jsonOf(subject);
      return json.ok ? json.value : subject.value;
    };
    return (subject) => {
      const found = difference(actualOf(subject), value);
      return found === undefined ? holds : broken(found);
    };
  },
});
