import fc from 'fast-check';

/** The seed of this run; `PROPERTY_SEED` repeats one. */
const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);

/** Checks a property on this many random cases, and says so with the seed. A failure says the seed, too. */
export function check<Values extends [unknown, ...unknown[]]>(
  name: string,
  cases: number,
  property: fc.IPropertyWithHooks<Values>,
): void {
  process.stderr.write(`property: ${name}: ${cases} cases, seed ${seed}\n`);
  fc.assert(property, { seed, numRuns: cases });
}
