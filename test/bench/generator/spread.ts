import { Random } from './random';

/** Deals a total out to so many parts as evenly as whole numbers allow. */
export function spreadEvenly(total: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, index) =>
      Math.floor(((index + 1) * total) / parts) -
      Math.floor((index * total) / parts),
  );
}

/** Deals a total out unevenly, as replicas are: each part gets one, few get many. */
export function spreadUnevenly(
  total: number,
  parts: number,
  random: Random,
): number[] {
  const weights = Array.from({ length: parts }, () => random.fraction() ** 3);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const rest = total - parts;
  const dealt = (weight: number) => Math.floor((weight / sum) * rest);
  let before = 0;
  return weights.map(weight => {
    const after = before + weight;
    const part = 1 + dealt(after) - dealt(before);
    before = after;
    return part;
  });
}
