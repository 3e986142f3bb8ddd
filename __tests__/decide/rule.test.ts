import { expect, test } from 'vitest';
import { decide } from '../../src/decide/decide.ts';
import { defaults } from '../../src/decide/rule/options.ts';
import { near } from './near.ts';
import { vectors } from './vectors.ts';

test('the settings are the published ones', () => {
  expect(defaults).toEqual(vectors.defaults);
});

test.each(vectors.rule)('$name: $why', ({ baseline, head, options, expect: golden }) => {
  expect(decide(baseline, head, options)).toEqual(near(golden));
});
