import { IndexedCluster } from '../cluster/IndexedCluster';
import { PortSet } from '../policies/portSet';
import { ConnectionSide, workloadKey } from './connectionSide';
import { mergeRanges, NumberedSides } from './mergeRanges';
import { mostPortSets, PortSetTable } from './PortSetTable';
import { sidedPodsOf } from './sidedPods';
import { Sources } from './Sources';
import { Units, unitsOf } from './units';

/** A connection that is allowed on other ports than before. */
export interface Change {
  from: ConnectionSide;
  to: ConnectionSide;
  before: PortSet;
  after: PortSet;
}

/** One of two states, with the indexes of its sides among those of both. */
interface State {
  sources: Sources;
  /** By the own index. */
  common: readonly number[];
  /** By the common index; absent for a side that only the other state has. */
  own: ReadonlyMap<number, number>;
}

function keyOf(side: ConnectionSide): string {
  return side.kind === 'range'
    ? `${side.first}-${side.last}`
    : workloadKey(side.workload);
}

/** The sides of two states, each once: workloads, then ranges; with the common indexes of each state's sides. */
function commonSides(states: readonly Units[]) {
  const sides: ConnectionSide[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (side: ConnectionSide): number => {
    const key = keyOf(side);
    let number = numbers.get(key);
    if (number === undefined) {
      number = sides.push(side) - 1;
      numbers.set(key, number);
    }
    return number;
  };
  const workloads = states.map(units =>
    units.sides.slice(0, units.firstRange).map(numberOf),
  );
  const firstRange = sides.length;
  const indexes = states.map((units, nth) => [
    ...workloads[nth],
    ...units.sides.slice(units.firstRange).map(numberOf),
  ]);
  return { sides, firstRange, indexes };
}

/** The ports that each source can reach of a side, all by the common numbers. */
function portsBySource(
  { sources, common, own }: State,
  to: number,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const side = own.get(to);
  if (side !== undefined) {
    for (const [ports, from] of sources.of(side)) {
      for (const source of from) {
        found.set(common[source], ports);
      }
    }
  }
  return found;
}

/** The sources that can reach other ports than before, by both numbers of ports as one. */
function changedSources(
  was: ReadonlyMap<number, number>,
  is: ReadonlyMap<number, number>,
): NumberedSides {
  const changed = new Map<number, number[]>();
  for (const source of new Set([...was.keys(), ...is.keys()])) {
    const before = was.get(source) ?? 0;
    const after = is.get(source) ?? 0;
    if (before !== after) {
      const number = before * mostPortSets + after;
      const alike = changed.get(number);
      if (alike) {
        alike.push(source);
      } else {
        changed.set(number, [source]);
      }
    }
  }
  return changed;
}

/** Finds what changes between two states of a cluster. */
export function changesBetween(
  before: IndexedCluster,
  after: IndexedCluster,
): Iterable<Change> {
  // Each state is cut by the blocks of both, so that they have the same ranges.
  const pods = [sidedPodsOf(before), sidedPodsOf(after)] as const;
  const units = [unitsOf(pods[0], pods[1]), unitsOf(pods[1], pods[0])];
  const all = commonSides(units);
  const table = new PortSetTable();
  const [was, is] = all.indexes.map(
    (common, nth): State => ({
      sources: new Sources(pods[nth], units[nth], table),
      common,
      own: new Map(common.map((number, own) => [number, own])),
    }),
  );
  return mergeRanges(
    all,
    to => changedSources(portsBySource(was, to), portsBySource(is, to)),
    (from, to, number) => ({
      from,
      to,
      before: table.set(Math.floor(number / mostPortSets)),
      after: table.set(number % mostPortSets),
    }),
  );
}
