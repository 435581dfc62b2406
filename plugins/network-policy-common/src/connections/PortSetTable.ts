import { PortSet } from '../policies/portSet';

/** Sets of ports by number, so that equal ones are kept once and combined once. 0 is the empty set, 1 every port. */
export class PortSetTable {
  private readonly sets = [PortSet.none(), PortSet.all()];
  private readonly numbers = new Map(
    this.sets.map((set, number) => [set.toString(), number]),
  );
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
    const key = one * 1_000_000 + other;
    let number = known.get(key);
    if (number === undefined) {
      number = this.numberOf(operation(this.sets[one], this.sets[other]));
      known.set(key, number);
    }
    return number;
  }
}
