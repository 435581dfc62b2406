import { matchRule } from '../policies/matchPeer';
import { matchSide, networkPolicyRules } from '../policies/matchSide';
import { MatchTree } from '../policies/MatchTree';
import { Side } from '../policies/side';
import { Family } from './families';
import { onlyAddsUp, portsOfRule, TieredPorts } from './portNumbers';
import { PortSetTable } from './PortSetTable';
import { Unit } from './units';

interface Egress {
  side: Side;
  /** Where tiers are asked: the destinations by the rules that match them. */
  tree?: MatchTree<TieredPorts>;
  /** The last destination that was asked for, and what was answered. */
  to?: Unit;
  ports: number;
}

/** What the egress of sources allows, over one family of addresses. */
export class EgressNumbers {
  private readonly known = new Map<Side, Egress>();

  constructor(
    private readonly table: PortSetTable,
    private readonly family: Family,
  ) {}

  /**
   * The number of the ports of a destination that a side allows. One destination is asked for after the other, each for
   * all its sources.
   */
  of(side: Side, to: Unit): number {
    let egress = this.known.get(side);
    if (!egress) {
      egress = this.newEgress(side);
      this.known.set(side, egress);
    }
    if (egress.to !== to) {
      egress.to = to;
      egress.ports = this.ask(egress, to);
    }
    return egress.ports;
  }

  private newEgress(side: Side): Egress {
    const { admin, networkPolicy, baseline } = side;
    return {
      side,
      ports: this.table.none,
      ...(!onlyAddsUp(side) && {
        tree: new MatchTree([...admin, ...networkPolicy, ...baseline]),
      }),
    };
  }

  private ask({ side, tree }: Egress, to: Unit): number {
    const { table, family } = this;
    const { end } = to;
    if (tree) {
      const node = tree.find(end, [family]);
      node.value ??= new TieredPorts(table, matchSide(side, end, family), true);
      return node.value.of(to);
    }
    const context = { ports: end.ports, egress: true };
    let number = table.none;
    const rules = networkPolicyRules(side, end);
    for (let index = 0; index < rules.length; index++) {
      const matched = matchRule(rules[index], end, family);
      if (matched && matched.certainty !== 'perhaps') {
        number = table.unite(number, portsOfRule(table, matched, context));
      }
    }
    return number;
  }
}
