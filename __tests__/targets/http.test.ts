import { expect, test } from 'vitest';
import { httpPost } from '../../src/providers/http.ts';
import { openTarget } from '../../src/targets/registry.ts';
import { endpoint, noPause, type Replies } from '../providers/endpoint.ts';
import { caseOf, errorThat, failedBy, output, ports, produced, target } from './build.ts';

const env = () => ({ APP_KEY: 'k-1' });

const open = async (replies: Replies, headers: Record<string, string> = {}) => {
  const { url, asked } = await endpoint(replies);
  const run = { http: { url: `${url}/answer`, headers }, env: ['APP_KEY'] };
  const post = httpPost(noPause());
  return { asked, runner: await openTarget(target(run), ports({ env, post })) };
};

const json = (value: unknown) => ({ body: JSON.stringify(value) });

test('the same JSON line is posted, with headers filled from the listed variables', async () => {
  const headers = { Authorization: 'Bearer ${APP_KEY}' };
  const { runner, asked } = await open(() => json({ id: '1', output: 'x' }), headers);
  expect(await produced(runner, caseOf('hi', 'c-7'), 1)).toEqual(output('x'));
  expect(asked).toMatchObject([
    {
      method: 'POST',
      path: '/answer',
      headers: { authorization: 'Bearer k-1', 'content-type': 'application/json' },
      body: '{"id":"1","case":"c-7","trial":1,"input":"hi"}',
    },
  ]);
});

test('a header that needs a variable which is not listed is refused', async () => {
  const opening = open(() => ({}), { Authorization: '${OTHER_KEY}' });
  await expect(opening).rejects.toMatchObject({
    name: 'Failure',
    message: 'a header needs OTHER_KEY',
  });
});

test.each([
  ['an error', { id: '1', error: 'no' }, failedBy('it answered an error: no')],
  ['no id', { output: 'x' }, output('x')],
  ['a bare string', 'x', output('x')],
  ['no output', { id: '1' }, failedBy(expect.stringMatching(/^the answer is no output/))],
  ['another id', { id: '7', output: 'x' }, errorThat('answered with the id of another request')],
])('an answer of %s is understood', async (_, answer, expected) => {
  const { runner } = await open(() => json(answer));
  expect(await produced(runner)).toEqual(expected);
});

test('an answer that is not JSON has failed the case', async () => {
  const { runner } = await open(() => ({ body: '<html>' }));
  expect(await produced(runner)).toEqual(failedBy('answered what is not JSON: <html>'));
});

test('an endpoint that does not answer well is an error', async () => {
  const { runner } = await open(() => ({ status: 404 }));
  expect(await produced(runner)).toEqual(errorThat('the endpoint answered 404'));
});
