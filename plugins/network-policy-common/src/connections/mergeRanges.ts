import { PortSet } from '../policies/portSet';
import { readAddress } from '../policies/addresses';
import { ConnectionSide, workloadKey } from './connectionSide';

interface WithSides {
  from: ConnectionSide;
  to: ConnectionSide;
  allowed: PortSet;
}

type Range = Extract<ConnectionSide, { kind: 'range' }>;

function isNext(one: Range, other: Range): boolean {
  const last = readAddress(one.last);
  const first = readAddress(other.first);
  return (
    last !== undefined &&
    first !== undefined &&
    last.family === first.family &&
    BigInt(last.number) + 1n === BigInt(first.number)
  );
}

function compareStart(one: Range, other: Range): number {
  const left = readAddress(one.first);
  const right = readAddress(other.first);
  if (!left || !right || left.family !== right.family) {
    return one.first.includes(':') ? 1 : -1;
  }
  return left.number < right.number ? -1 : 1;
}

function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of [...ranges].sort(compareStart)) {
    const previous = joined.at(-1);
    if (previous && isNext(previous, range)) {
      joined[joined.length - 1] = { ...previous, last: range.last };
    } else {
      joined.push(range);
    }
  }
  return joined;
}

/** Makes one range of those next to each other that have the same ports towards, or from, the same workload. */
export function* mergeRanges(
  connections: Iterable<WithSides>,
): Iterable<WithSides> {
  const runs = new Map<string, { one: WithSides; ranges: Range[] }>();
  for (const connection of connections) {
    const { from, to, allowed } = connection;
    const range = from.kind === 'range' ? from : to;
    const workload = from.kind === 'workload' ? from : to;
    if (range.kind === 'range' && workload.kind === 'workload') {
      const direction = from === range ? 'from' : 'to';
      const key = `${direction} ${workloadKey(workload.workload)} ${allowed}`;
      const run = runs.get(key) ?? { one: connection, ranges: [] };
      run.ranges.push(range);
      runs.set(key, run);
    } else {
      yield connection;
    }
  }
  for (const { one, ranges } of runs.values()) {
    for (const range of joinRanges(ranges)) {
      yield one.from.kind === 'range'
        ? { ...one, from: range }
        : { ...one, to: range };
    }
  }
}
