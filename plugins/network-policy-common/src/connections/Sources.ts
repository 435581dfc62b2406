import { EgressNumbers } from './EgressNumbers';
import { Family, FamilyPass, UnitFamilies, unitFamilies } from './families';
import { ingressGroups } from './ingressGroups';
import { hostsByNode } from './ownNodes';
import { PortSetTable } from './PortSetTable';
import { SidedPods } from './sidedPods';
import { SourceRow } from './SourceRow';
import { Unit, Units } from './units';

/** What both ends say of connections over one family. */
interface OverFamily {
  ingress: ReturnType<typeof ingressGroups>;
  egress: EgressNumbers;
}

/**
 * Finds who can reach one side after the other. A destination's ingress says who may, which mostly are few; only these
 * are asked for their egress.
 */
export class Sources {
  /** The indexes of the units of each side. */
  private readonly unitsOf: number[][] = [];
  private readonly unitFamilies: UnitFamilies;
  private readonly families = new Map<Family, OverFamily>();
  private readonly hostsOn: ReadonlyMap<string, ReadonlySet<number>>;
  private readonly row: SourceRow;

  constructor(
    { cluster: { index }, podFamilies }: SidedPods,
    private readonly found: Units,
    private readonly table: PortSetTable,
  ) {
    const { sides, units } = found;
    for (let number = 0; number < units.length; number++) {
      for (const side of units[number].sides) {
        const known = this.unitsOf[side];
        if (known) {
          known.push(number);
        } else {
          this.unitsOf[side] = [number];
        }
      }
    }
    this.unitFamilies = unitFamilies(found, podFamilies);
    this.hostsOn = hostsByNode(index, units);
    this.row = new SourceRow(table, sides.length);
  }

  /**
   * The sides that can reach a side, by the number of the ports that they can reach. A side is no source of itself, and
   * what is outside none of what is outside.
   */
  of(side: number): Map<number, number[]> {
    const { units, sides, firstRange } = this.found;
    const { masks, passes } = this.unitFamilies;
    const unitsThere = this.unitsOf[side];
    for (let nth = 0; nth < unitsThere.length; nth++) {
      const number = unitsThere[nth];
      const families = passes[masks[number]];
      for (let index = 0; index < families.length; index++) {
        this.addOver(families[index], units[number]);
      }
      this.addFromOwnNodes(units[number], side);
    }
    return this.row.take(side, side < firstRange ? sides.length : firstRange);
  }

  private addOver({ family, sources }: FamilyPass, to: Unit): void {
    const { row, table } = this;
    const { units } = this.found;
    const { masks } = this.unitFamilies;
    const { ingress, egress } = this.over(family);
    const groups = ingress(to.ingress);
    for (let index = 0; index < groups.length; index++) {
      const { from } = groups[index];
      const allowed = groups[index].ports(to);
      for (let nth = 0; nth < from.length && allowed !== table.none; nth++) {
        const number = from[nth];
        const unit = units[number];
        if ((sources & (1 << masks[number])) !== 0) {
          const both = unit.egress
            ? table.intersect(allowed, egress.of(unit.egress, to))
            : allowed;
          for (let side = 0; side < unit.sides.length; side++) {
            row.add(unit.sides[side], both);
          }
        }
      }
    }
  }

  private over(family: Family): OverFamily {
    let known = this.families.get(family);
    if (!known) {
      known = {
        ingress: ingressGroups(this.found, this.table, family),
        egress: new EgressNumbers(this.table, family),
      };
      this.families.set(family, known);
    }
    return known;
  }

  // What is in the network of a pod's own node reaches the pod whatever the policies say.
  private addFromOwnNodes({ end, pods, sideOfPod }: Unit, side: number): void {
    for (let nth = 0; nth < pods.length && end.kind === 'pod'; nth++) {
      const { nodeName } = pods[nth];
      if (sideOfPod[nth] === side && nodeName !== undefined) {
        this.hostsOn
          .get(nodeName)
          ?.forEach(host => this.row.add(host, this.table.every));
      }
    }
  }
}
