import { Protocol } from '../schema/openapi';

/** Ports from the first to the last, both included. */
export type PortInterval = readonly [number, number];

const protocols = ['TCP', 'UDP', 'SCTP'] as const;
const lowest = 1;
const highest = 65535;

type Intervals = readonly PortInterval[];
type Operation = (one: Intervals, other: Intervals) => Intervals;

function normalise(intervals: PortInterval[]): Intervals {
  const sorted = intervals.sort(([one], [other]) => one - other);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const previous = merged.at(-1);
    if (previous && from <= previous[1] + 1) {
      previous[1] = Math.max(previous[1], to);
    } else {
      merged.push([from, to]);
    }
  }
  return merged;
}

function invert(intervals: Intervals): Intervals {
  const gaps: PortInterval[] = [];
  let next = lowest;
  for (const [from, to] of intervals) {
    if (from > next) {
      gaps.push([next, from - 1]);
    }
    next = to + 1;
  }
  return next > highest ? gaps : [...gaps, [next, highest]];
}

const unite: Operation = (one, other) => {
  if (one.length === 0) {
    return other;
  }
  return other.length === 0 ? one : normalise([...one, ...other]);
};

const intersect: Operation = (one, other) => {
  const common: PortInterval[] = [];
  let left = 0;
  let right = 0;
  while (left < one.length && right < other.length) {
    const from = Math.max(one[left][0], other[right][0]);
    const to = Math.min(one[left][1], other[right][1]);
    if (from <= to) {
      common.push([from, to]);
    }
    if (one[left][1] < other[right][1]) {
      left++;
    } else {
      right++;
    }
  }
  return common;
};

const subtract: Operation = (one, other) => intersect(one, invert(other));

/**
 * A set of ports of the three protocols, each port from 1 to 65535. A set never changes.
 *
 * @public
 */
export class PortSet {
  private static readonly every: Intervals = [[lowest, highest]];
  private static readonly complete = new PortSet([
    PortSet.every,
    PortSet.every,
    PortSet.every,
  ]);
  private static readonly empty = new PortSet([[], [], []]);

  private constructor(
    /** Intervals of TCP, UDP and SCTP: sorted, and apart from each other. */
    private readonly intervals: readonly Intervals[],
  ) {}

  /** Every port of every protocol. */
  static all(): PortSet {
    return PortSet.complete;
  }

  /** No port. */
  static none(): PortSet {
    return PortSet.empty;
  }

  /** Ports of one protocol, from the first to the last; all of them when none is given. */
  static of(protocol: Protocol, from = lowest, to = highest): PortSet {
    return new PortSet(
      protocols.map(one => (one === protocol ? [[from, to]] : [])),
    );
  }

  private with(other: PortSet, operation: Operation): PortSet {
    return new PortSet(
      this.intervals.map((own, index) =>
        operation(own, other.intervals[index]),
      ),
    );
  }

  /** The ports of either set. */
  union(other: PortSet): PortSet {
    if (this.isEmpty()) {
      return other;
    }
    return other.isEmpty() ? this : this.with(other, unite);
  }

  /** The ports of both sets. */
  intersect(other: PortSet): PortSet {
    if (this.isAll()) {
      return other;
    }
    return other.isAll() ? this : this.with(other, intersect);
  }

  /** The ports of this set that the other one lacks. */
  subtract(other: PortSet): PortSet {
    return other.isEmpty() ? this : this.with(other, subtract);
  }

  /** Whether both sets hold the same ports. */
  equals(other: PortSet): boolean {
    return this === other || this.toString() === other.toString();
  }

  /** Whether the set holds a port. */
  has(protocol: Protocol, port: number): boolean {
    return this.intervals[protocols.indexOf(protocol)].some(
      ([from, to]) => from <= port && port <= to,
    );
  }

  /** The first port of the first protocol that has any. */
  first(): { protocol: Protocol; port: number } | undefined {
    const index = this.intervals.findIndex(({ length }) => length > 0);
    return index < 0
      ? undefined
      : { protocol: protocols[index], port: this.intervals[index][0][0] };
  }

  /** Whether the set holds no port. */
  isEmpty(): boolean {
    for (let index = 0; index < this.intervals.length; index++) {
      if (this.intervals[index].length > 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the set holds every port of every protocol. */
  isAll(): boolean {
    return this.intervals.every(
      ([first]) => first?.[0] === lowest && first[1] === highest,
    );
  }

  /** The ports by protocol, like `1-79,81-65535`, in the order TCP, UDP, SCTP; protocols without any are left out. */
  toRanges(): { protocol: Protocol; ports: string }[] {
    return protocols
      .map((protocol, index) => ({
        protocol,
        ports: this.intervals[index]
          .map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
          .join(),
      }))
      .filter(({ ports }) => ports !== '');
  }

  /** The set in words, like `TCP 80,443, UDP 53`; `all ports` and `no ports` for the two ends. */
  toString(): string {
    if (this.isAll()) {
      return 'all ports';
    }
    const ranges = this.toRanges().map(
      ({ protocol, ports }) => `${protocol} ${ports}`,
    );
    return ranges.length > 0 ? ranges.join(', ') : 'no ports';
  }
}
