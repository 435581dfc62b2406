import fc from 'fast-check';
import { seededRandom } from './random';
import { spreadEvenly, spreadUnevenly } from './spread';

const sum = (parts: readonly number[]) =>
  parts.reduce((total, part) => total + part, 0);

it('deals out the whole total, evenly', () => {
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.integer({ min: 1, max: 1e3 }),
      (total, parts) => {
        const dealt = spreadEvenly(total, parts);
        expect(dealt).toHaveLength(parts);
        expect(sum(dealt)).toBe(total);
        expect(Math.max(...dealt) - Math.min(...dealt)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

it('deals out the whole total, unevenly, at least one to each', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e3 }),
      fc.nat(1e6),
      fc.integer(),
      (parts, rest, seed) => {
        const dealt = spreadUnevenly(parts + rest, parts, seededRandom(seed));
        expect(dealt).toHaveLength(parts);
        expect(sum(dealt)).toBe(parts + rest);
        expect(Math.min(...dealt)).toBeGreaterThanOrEqual(1);
      },
    ),
  );
});
