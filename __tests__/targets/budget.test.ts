import { expect, test } from 'vitest';
import { openMeter } from '../../src/targets/budget.ts';

const meterOf = (budget: { calls?: number; usd?: number; minutes?: number }) => {
  const clock = { now: 1_000_000 };
  const meter = openMeter({ calls: 100, usd: 1, minutes: 20, ...budget }, () => clock.now);
  return { meter, clock };
};

test('calls are admitted until they are used up', () => {
  const { meter } = meterOf({ calls: 2 });
  expect([meter.admit(1), meter.admit(1)]).toEqual([undefined, undefined]);
  expect(meter.admit(1)).toBe('the budget of 2 calls is used up');
  expect(meter.used.calls).toBe(2);
});

test('money is used up by what was booked', () => {
  const { meter } = meterOf({ usd: 0.5 });
  meter.book({ calls: 0, usd: 0.49 });
  expect(meter.admit(1)).toBeUndefined();
  meter.book({ calls: 0, usd: 0.02 });
  expect(meter.admit(1)).toBe('the budget of 0.5 USD is used up');
});

test('minutes are used up for every run, with a call or without', () => {
  const { meter, clock } = meterOf({ minutes: 2 });
  clock.now += 119_999;
  expect(meter.admit(0)).toBeUndefined();
  clock.now += 1;
  expect(meter.admit(0)).toBe('the budget of 2 minutes is used up');
});

test('a run that makes no call needs no calls and no money', () => {
  const { meter } = meterOf({ calls: 0, usd: 0 });
  expect(meter.admit(0)).toBeUndefined();
  expect(meter.admit(1)).toBe('the budget of 0 calls is used up');
});

test('a plan that does not fit what is left is refused before the first call', () => {
  const { meter } = meterOf({ calls: 10 });
  expect(meter.refuse(10)).toBeUndefined();
  meter.admit(1);
  expect(meter.refuse(10)).toBe('10 calls are planned, and the budget is 10 calls');
});
