/** Numbers that look random and are the same for the same seed on every machine. */
export interface Random {
  /** From 0 up to, but without, 1. */
  fraction(): number;
  /** A whole number from 0 up to, but without, `below`. */
  integer(below: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** This many characters of those that Kubernetes appends to generated names. */
  suffix(length: number): string;
}

// Kubernetes leaves out vowels and what looks like them, so that no words come about.
const suffixCharacters = 'bcdfghjklmnpqrstvwxz2456789';

/** The generator known as mulberry32: small, fast, and good enough for making up clusters. */
export function seededRandom(seed: number): Random {
  let state = Math.trunc(seed);
  const fraction = () => {
    state = Math.trunc(state + 0x6d2b79f5);
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number) => Math.floor(fraction() * below);
  return {
    fraction,
    integer,
    chance: probability => fraction() < probability,
    pick: list => list[integer(list.length)],
    suffix: length =>
      Array.from({ length }, () =>
        suffixCharacters.charAt(integer(suffixCharacters.length)),
      ).join(''),
  };
}
