import { expect, test } from 'vitest';
import { programEnvironment } from '../../src/targets/environment.ts';

const all = {
  PATH: '/bin',
  HOME: '/home',
  KEY: 'k',
  SECRET: 's',
  GITHUB_TOKEN: 't',
  UNSET: undefined,
};

test('a program sees what every program needs, and what is listed', () => {
  expect(programEnvironment(all, [])).toEqual({ PATH: '/bin', HOME: '/home' });
  expect(programEnvironment(all, ['KEY', 'UNSET', 'MISSING'])).toEqual({
    PATH: '/bin',
    HOME: '/home',
    KEY: 'k',
  });
});

test.each([
  'GITHUB_TOKEN',
  'GITHUB_ENV',
  'GITHUB_OUTPUT',
  'GH_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'INPUT_GITHUB-TOKEN',
])('%s is refused even if it is listed', (name) => {
  expect(() => programEnvironment(all, ['KEY', name])).toThrow(
    `${name} is not passed to a program`,
  );
});
