import { MatchedRule } from '../policies/matchPeer';
import { isNamed, PortContext, resolvesNames } from '../policies/matchPort';
import { MatchedSide } from '../policies/matchSide';
import { portsOfSide } from '../policies/portsOfSide';
import { Side } from '../policies/side';
import { PortSetTable } from './PortSetTable';
import { Unit } from './units';

/** Whether a side says nothing but what rules of NetworkPolicies allow. */
export function onlyAddsUp({ admin, isolating }: Side): boolean {
  return admin.length === 0 && isolating.length > 0;
}

/** The number of the ports that a matched rule of a NetworkPolicy allows. */
export function portsOfRule(
  table: PortSetTable,
  matched: MatchedRule,
  context: PortContext,
): number {
  const { ports } = matched.rule;
  if (!ports) {
    return table.every;
  }
  let number = table.none;
  for (let index = 0; index < ports.length; index++) {
    const port = ports[index];
    if (port.kind === 'range') {
      const { protocol, from, to } = port;
      number = table.unite(number, table.ofRange(protocol, from, to));
    } else if (port.kind === 'named' && resolvesNames(matched, context)) {
      for (let nth = 0; nth < context.ports.length; nth++) {
        const declared = context.ports[nth];
        if (isNamed(port, declared)) {
          const { protocol, containerPort } = declared;
          number = table.unite(
            number,
            table.ofRange(protocol, containerPort, containerPort),
          );
        }
      }
    }
  }
  return number;
}

// All that tells apart the ports of two destinations: what their names stand for.
function spellNames({ end }: Unit): string {
  return end.ports
    .filter(({ name }) => name !== undefined)
    .map(({ name, protocol, containerPort }) =>
      [name, protocol, containerPort].join(':'),
    )
    .join();
}

/** What a side with several tiers allows other ends that the same rules match: worked out once for equal ports. */
export class TieredPorts {
  private readonly known = new Map<string, number>();

  constructor(
    private readonly table: PortSetTable,
    private readonly matched: MatchedSide,
    private readonly egress: boolean,
  ) {}

  /** The number of the ports of a destination that are allowed. */
  of(to: Unit): number {
    to.portNames ??= spellNames(to);
    let number = this.known.get(to.portNames);
    if (number === undefined) {
      const context = { ports: to.end.ports, egress: this.egress };
      number = this.table.numberOf(portsOfSide(this.matched, context));
      this.known.set(to.portNames, number);
    }
    return number;
  }
}
