import { PortSet } from '../policies/portSet';
import { Protocol } from '../schema/openapi';

/** More than any cluster tells apart. */
export const mostPortSets = 1_000_000;

const protocols = { TCP: 0, UDP: 1, SCTP: 2 } as const;

/** Sets of ports by number, so that equal ones are kept once and combined once. */
export class PortSetTable {
  /** The number of the empty set. */
  readonly none = 0;
  /** The number of the set of every port. */
  readonly every = 1;
  private readonly sets = [PortSet.none(), PortSet.all()];
  private readonly numbers = new Map(
    this.sets.map((set, number) => [set.toString(), number]),
  );
  private readonly ranges = new Map<number, number>();
  private readonly intersections = new Map<number, number>();
  private readonly unions = new Map<number, number>();

  set(number: number): PortSet {
    return this.sets[number];
  }

  numberOf(set: PortSet): number {
    const key = set.toString();
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.sets.push(set) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }

  /** The number of ports of one protocol, from the first to the last. */
  ofRange(protocol: Protocol, from: number, to: number): number {
    const key = (from * 65_536 + to) * 3 + protocols[protocol];
    let number = this.ranges.get(key);
    if (number === undefined) {
      number = this.numberOf(PortSet.of(protocol, from, to));
      this.ranges.set(key, number);
    }
    return number;
  }

  intersect(one: number, other: number): number {
    if (one === other || other === 1) {
      return one;
    }
    if (one === 1) {
      return other;
    }
    return one === 0 || other === 0
      ? 0
      : this.combine(this.intersections, one, other, (left, right) =>
          left.intersect(right),
        );
  }

  unite(one: number, other: number): number {
    if (one === other || other === 0) {
      return one;
    }
    if (one === 0) {
      return other;
    }
    return one === 1 || other === 1
      ? 1
      : this.combine(this.unions, one, other, (left, right) =>
          left.union(right),
        );
  }

  private combine(
    known: Map<number, number>,
    one: number,
    other: number,
    operation: (left: PortSet, right: PortSet) => PortSet,
  ): number {
    const key = one * mostPortSets + other;
    let number = known.get(key);
    if (number === undefined) {
      number = this.numberOf(operation(this.sets[one], this.sets[other]));
      known.set(key, number);
    }
    return number;
  }
}
