import { ConnectionSide } from './connectionSide';
import { Units } from './units';

/** Sides of connections to, or from, one side: their indexes, by a number that is the same for all. */
export type NumberedSides = ReadonlyMap<number, readonly number[]>;

type Sides = Pick<Units, 'sides' | 'firstRange'>;

function isNext(one: ConnectionSide, other: ConnectionSide): boolean {
  // Ranges of a family follow each other without a gap.
  return (
    one.kind === 'range' &&
    other.kind === 'range' &&
    one.first.includes(':') === other.first.includes(':')
  );
}

function joined(first: ConnectionSide, last: ConnectionSide): ConnectionSide {
  return first.kind === 'range' && last.kind === 'range' && first !== last
    ? { kind: 'range', first: first.first, last: last.last }
    : first;
}

/** Makes one range of those next to each other. */
function joinRanges(
  sides: readonly ConnectionSide[],
  ranges: readonly number[],
): ConnectionSide[] {
  const found: ConnectionSide[] = [];
  let [first] = ranges;
  for (let nth = 0; nth < ranges.length; nth++) {
    const last = ranges[nth];
    const next = ranges[nth + 1];
    if (next !== last + 1 || !isNext(sides[last], sides[next])) {
      found.push(joined(sides[first], sides[last]));
      first = next;
    }
  }
  return found;
}

/** The destinations of each source, for connections to ranges. */
function turnRound(
  { sides, firstRange }: Sides,
  sourcesOf: (to: number) => NumberedSides,
): Map<number, Map<number, number[]>> {
  const found = new Map<number, Map<number, number[]>>();
  for (let to = firstRange; to < sides.length; to++) {
    for (const [number, sources] of sourcesOf(to)) {
      const bySource = found.get(number) ?? new Map<number, number[]>();
      found.set(number, bySource);
      for (const from of sources) {
        const known = bySource.get(from);
        if (known) {
          known.push(to);
        } else {
          bySource.set(from, [to]);
        }
      }
    }
  }
  return found;
}

/**
 * Tells connections one by one. Ranges next to each other are one where the number is the same towards, or from, the
 * same workload.
 *
 * @param sourcesOf - asked once for each side
 * @param tell - makes of a connection what is given back
 */
export function* mergeRanges<T>(
  all: Sides,
  sourcesOf: (to: number) => NumberedSides,
  tell: (from: ConnectionSide, to: ConnectionSide, number: number) => T,
): Iterable<T> {
  const { sides, firstRange } = all;
  for (let to = 0; to < firstRange; to++) {
    for (const [number, sources] of sourcesOf(to)) {
      let ranges: number[] | undefined;
      for (let nth = 0; nth < sources.length; nth++) {
        const from = sources[nth];
        if (from < firstRange) {
          yield tell(sides[from], sides[to], number);
        } else {
          ranges ??= [];
          ranges.push(from);
        }
      }
      if (ranges) {
        ranges.sort((one, other) => one - other);
        for (const range of joinRanges(sides, ranges)) {
          yield tell(range, sides[to], number);
        }
      }
    }
  }
  for (const [number, bySource] of turnRound(all, sourcesOf)) {
    for (const [from, ranges] of bySource) {
      for (const range of joinRanges(sides, ranges)) {
        yield tell(sides[from], range, number);
      }
    }
  }
}
