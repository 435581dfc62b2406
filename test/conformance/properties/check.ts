import fc from 'fast-check';

/**
 * The seed of this run. It is always the same unless `PROPERTY_SEED` says otherwise, so that a change is judged by
 * itself; `yarn fuzz` is for finding what nobody has looked for.
 */
const seed = Number(process.env.PROPERTY_SEED ?? 20_261_123);

/** Checks a property on this many random cases, and says so with the seed. A failure says the seed, too. */
export function check<Values extends [unknown, ...unknown[]]>(
  name: string,
  cases: number,
  property: fc.IPropertyWithHooks<Values>,
): void {
  process.stderr.write(`property: ${name}: ${cases} cases, seed ${seed}\n`);
  fc.assert(property, { seed, numRuns: cases });
}
