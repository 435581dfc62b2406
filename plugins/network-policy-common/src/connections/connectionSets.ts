import { IndexedCluster } from '../cluster/IndexedCluster';
import { AddressFamily } from '../kubernetes/addresses';
import { Block } from '../policies/block';
import { PortContext } from '../policies/matchPort';
import { matchSide } from '../policies/matchSide';
import { MatchTree } from '../policies/MatchTree';
import { PortSet } from '../policies/portSet';
import { portsOfSide } from '../policies/portsOfSide';
import { Side } from '../policies/side';
import { ConnectionSide } from './connectionSide';
import { PortSetTable } from './PortSetTable';
import { ownNodes } from './ownNodes';
import { Unit, Units, unitsOf } from './units';

/**
 * Who can connect to one side: the sources apart by the ports that they can reach.
 *
 * @public
 */
export interface ConnectionSet {
  to: ConnectionSide;
  groups: readonly { allowed: PortSet; from: readonly ConnectionSide[] }[];
}

type Family = AddressFamily | undefined;

function rulesOf({ admin, networkPolicy, baseline }: Side) {
  return [...admin, ...networkPolicy, ...baseline];
}

/** What a side allows towards other ends, over one family, as numbers of a table. */
function sideAnswers(
  side: Side | undefined,
  table: PortSetTable,
  family: Family,
): (other: Unit, context: PortContext) => number {
  if (!side) {
    return () => 1;
  }
  const tree = new MatchTree<number>(rulesOf(side));
  const families = [family];
  return (other, context) => {
    const node = tree.find(other.end, families);
    node.value ??= table.numberOf(
      portsOfSide(matchSide(side, other.end, family), context),
    );
    return node.value;
  };
}

function portsKey({ end }: Unit): string {
  return end.ports
    .filter(({ name }) => name !== undefined)
    .map(({ name, protocol, containerPort }) =>
      [name, protocol, containerPort].join(':'),
    )
    .join();
}

/** Both sides of every connection to one unit, over one family of addresses. */
class Columns {
  private readonly ingressRows = new Map<string, Int32Array>();
  private readonly sideNumbers = new Map<Side | undefined, number>();
  private readonly egressSides: (Side | undefined)[] = [];
  private readonly egressOf: Int32Array;
  private readonly egressTrees = new Map<
    string,
    ReturnType<typeof sideAnswers>[]
  >();

  constructor(
    private readonly units: readonly Unit[],
    private readonly table: PortSetTable,
    private readonly family: Family,
  ) {
    this.egressOf = Int32Array.from(units, ({ egress }) => {
      const known = this.sideNumbers.get(egress);
      if (known !== undefined) {
        return known;
      }
      const number = this.egressSides.push(egress) - 1;
      this.sideNumbers.set(egress, number);
      return number;
    });
  }

  /** The ports of the unit that each unit can reach, by the numbers of the table. */
  to(unit: Unit, ports: string): Int32Array {
    const ingress = this.ingressTo(unit, ports);
    const egress = this.egressTo(unit, ports);
    const row = new Int32Array(this.units.length);
    for (let from = 0; from < row.length; from++) {
      if (ingress[from] !== 0) {
        row[from] = this.table.intersect(
          ingress[from],
          egress[this.egressOf[from]],
        );
      }
    }
    return row;
  }

  private ingressTo(unit: Unit, ports: string): Int32Array {
    // Pods of a namespace follow one another, so what is known of other namespaces' sides is not asked again.
    const key = `${this.ingressNumber(unit.ingress)} ${ports}`;
    let row = this.ingressRows.get(key);
    if (!row) {
      const answer = sideAnswers(unit.ingress, this.table, this.family);
      const context = { ports: unit.end.ports, egress: false };
      row = new Int32Array(this.units.length);
      for (let from = 0; from < row.length; from++) {
        row[from] = answer(this.units[from], context);
      }
      if (this.ingressRows.size >= 64) {
        this.ingressRows.clear();
      }
      this.ingressRows.set(key, row);
    }
    return row;
  }

  private readonly ingressNumbers = new Map<Side | undefined, number>();

  private ingressNumber(side: Side | undefined): number {
    const number = this.ingressNumbers.get(side) ?? this.ingressNumbers.size;
    this.ingressNumbers.set(side, number);
    return number;
  }

  // A name of a port may be another number on another pod, so destinations with other ports have trees of their own.
  private egressTo(unit: Unit, ports: string): Int32Array {
    let answers = this.egressTrees.get(ports);
    if (!answers) {
      answers = this.egressSides.map(side =>
        sideAnswers(side, this.table, this.family),
      );
      this.egressTrees.set(ports, answers);
    }
    const context = { ports: unit.end.ports, egress: true };
    const column = new Int32Array(answers.length);
    for (let side = 0; side < column.length; side++) {
      column[side] = answers[side](unit, context);
    }
    return column;
  }
}

// Families as bits, so that those of two ends are quickly held against each other.
const bits = { ipv4: 1, ipv6: 2 } as const;

function maskOf(families: readonly AddressFamily[]): number {
  return families.reduce((mask, family) => mask | bits[family], 0);
}

/** The families that two ends may connect over, as `familiesOf` of a connection has them. */
function commonMask(one: number, other: number, podMask: number): number {
  if (one !== 0 && other !== 0) {
    return one & other;
  }
  return one | other || podMask;
}

/** The number of the ports that each unit can reach of one. */
function rowsTo(
  { units, podFamilies, blocks }: Units,
  table: PortSetTable,
): (unit: Unit) => Int32Array {
  const whichever = new Columns(units, table, undefined);
  if (blocks.length === 0) {
    return unit => whichever.to(unit, portsKey(unit));
  }
  const ofFamilies = (['ipv4', 'ipv6'] as const).map(family => ({
    bit: bits[family],
    columns: new Columns(units, table, family),
  }));
  const podMask = maskOf(podFamilies);
  const masks = units.map(({ end }) => maskOf(end.addresses.families()));
  return unit => {
    const ports = portsKey(unit);
    const own = maskOf(unit.end.addresses.families());
    const common = masks.map(mask => commonMask(own, mask, podMask));
    const row = new Int32Array(units.length);
    for (const { bit, columns } of ofFamilies) {
      if (common.some(mask => (mask & bit) !== 0)) {
        const part = columns.to(unit, ports);
        for (let from = 0; from < row.length; from++) {
          if ((common[from] & bit) !== 0) {
            row[from] = table.unite(row[from], part[from]);
          }
        }
      }
    }
    if (common.includes(0)) {
      const part = whichever.to(unit, ports);
      for (let from = 0; from < row.length; from++) {
        if (common[from] === 0) {
          row[from] = part[from];
        }
      }
    }
    return row;
  };
}

function groupsOf(
  to: number,
  row: Int32Array,
  sides: readonly ConnectionSide[],
  table: PortSetTable,
): ConnectionSet['groups'] {
  const groups = new Map<number, ConnectionSide[]>();
  for (let from = 0; from < row.length; from++) {
    const number = row[from];
    const isRange = sides[from].kind === 'range';
    if (
      number !== 0 &&
      from !== to &&
      !(isRange && sides[to].kind === 'range')
    ) {
      const group = groups.get(number);
      if (group) {
        group.push(sides[from]);
      } else {
        groups.set(number, [sides[from]]);
      }
    }
  }
  return [...groups].map(([number, from]) => ({
    allowed: table.set(number),
    from,
  }));
}

/**
 * Every connection of a cluster as sets: for each workload and each range of addresses outside, who can reach which of
 * its ports. A workload's pods count together: what one of them can do, or can be done to, the workload can. Its
 * connections to itself are left out, as is what nobody can reach.
 *
 * @param cluster - the cluster
 * @public
 */
export function connectionSets(
  cluster: IndexedCluster,
): Iterable<ConnectionSet> {
  return connectionSetsCutBy(cluster, []);
}

/**
 * The same, with the ranges cut at the borders of further blocks.
 */
export function* connectionSetsCutBy(
  cluster: IndexedCluster,
  cuts: readonly Block[],
): Iterable<ConnectionSet> {
  const found = unitsOf(cluster, cuts);
  const { sides, units } = found;
  const table = new PortSetTable();
  const rowTo = rowsTo(found, table);
  const fromOwnNode = ownNodes(cluster, found);
  const ofSide = sides.map((): Unit[] => []);
  for (const unit of units) {
    unit.sides.forEach(side => ofSide[side].push(unit));
  }
  for (const [to, unitsThere] of ofSide.entries()) {
    const bySide = new Int32Array(sides.length);
    for (const unit of unitsThere) {
      const row = rowTo(unit);
      for (let from = 0; from < row.length; from++) {
        if (row[from] !== 0) {
          for (const side of units[from].sides) {
            bySide[side] = table.unite(bySide[side], row[from]);
          }
        }
      }
    }
    for (const from of fromOwnNode(to)) {
      bySide[from] = table.numberOf(PortSet.all());
    }
    const groups = groupsOf(to, bySide, sides, table);
    if (groups.length > 0) {
      yield { to: sides[to], groups };
    }
  }
}
