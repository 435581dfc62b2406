import fc from 'fast-check';
import { fuzzCase } from '../arbitraries/fuzzCase';
import { compareCase } from '../fuzz/agreement';
import { check } from './check';

it('the engine says what the naive evaluator says, of all pairs and of all ports', () => {
  const mix = { allowed: 0, denied: 0, open: 0 };
  check(
    'verdicts',
    13_400,
    fc.property(fuzzCase, fuzzed => {
      expect(compareCase(fuzzed, mix)).toEqual([]);
    }),
  );
  // A run in which nearly everything is allowed, or denied, would prove little.
  const all = mix.allowed + mix.denied;
  expect(mix.allowed / all).toBeGreaterThan(0.4);
  expect(mix.denied / all).toBeGreaterThan(0.2);
  expect(mix.open).toBeGreaterThan(0);
});
