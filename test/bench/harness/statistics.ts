/** The value that this part of the samples does not exceed. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  const place = Math.ceil(part * sorted.length) - 1;
  return sorted[Math.min(Math.max(place, 0), sorted.length - 1)];
}

/** The value in the middle; of an even number of samples the mean of both in the middle. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
