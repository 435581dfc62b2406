import { CompiledRule } from '../policies/compiledPolicy';
import { MatchedRule } from '../policies/matchPeer';
import { MatchedSide } from '../policies/matchSide';
import { Side } from '../policies/side';
import { Family } from './families';
import { PeerUnits } from './PeerUnits';
import { onlyAddsUp, portsOfRule, TieredPorts } from './portNumbers';
import { PortSetTable } from './PortSetTable';
import { Unit, Units } from './units';

/** Sources of which a destination's ingress says the same. */
export interface IngressGroup {
  /** Indexes of the units. */
  from: readonly number[];
  /** The number of the ports of the destination that they are allowed. */
  ports: (to: Unit) => number;
}

/** The sources that rules of NetworkPolicies allow; one that several rules allow is in several groups. */
function groupsOfRules(
  { networkPolicy }: Side,
  peers: PeerUnits,
  table: PortSetTable,
): IngressGroup[] {
  const groups: IngressGroup[] = [];
  for (const rule of networkPolicy) {
    const matched: MatchedRule = { rule, certainty: 'selected' };
    const ports = ({ end }: Unit) =>
      portsOfRule(table, matched, { ports: end.ports, egress: false });
    for (const peer of rule.peers ?? [undefined]) {
      const from = peer ? peers.of(rule, peer) : peers.all;
      if (from.length > 0) {
        groups.push({ from, ports });
      }
    }
  }
  return groups;
}

/** Sources that the same rules match. */
interface Alike {
  matched: MatchedSide;
  next: Map<CompiledRule, Alike>;
  from: number[];
}

type Layer = 'admin' | 'networkPolicy' | 'baseline';

function step(alike: Alike, rule: CompiledRule, layer: Layer): Alike {
  // Another peer of the rule may have matched.
  if (alike.matched[layer].at(-1)?.rule === rule) {
    return alike;
  }
  let next = alike.next.get(rule);
  if (!next) {
    const before = alike.matched[layer];
    next = {
      matched: {
        ...alike.matched,
        [layer]: [...before, { rule, certainty: 'selected' }],
      },
      next: new Map(),
      from: [],
    };
    alike.next.set(rule, next);
  }
  return next;
}

/** All sources, each in one group: where tiers are asked in their order, what a rule allows depends on the others. */
function groupsOfTiers(
  side: Side,
  peers: PeerUnits,
  table: PortSetTable,
): IngressGroup[] {
  const unmatched: Alike = {
    matched: { side, admin: [], networkPolicy: [], baseline: [] },
    next: new Map(),
    from: [],
  };
  const alikes = peers.all.map(() => unmatched);
  const ask = (layer: Layer) => {
    for (const rule of side[layer]) {
      for (const peer of rule.peers ?? [undefined]) {
        for (const number of peer ? peers.of(rule, peer) : peers.all) {
          alikes[number] = step(alikes[number], rule, layer);
        }
      }
    }
  };
  ask('admin');
  ask(side.isolating.length > 0 ? 'networkPolicy' : 'baseline');
  const found = new Set<Alike>();
  for (const [number, alike] of alikes.entries()) {
    found.add(alike);
    alike.from.push(number);
  }
  return [...found].map(({ matched, from }) => {
    const answer = new TieredPorts(table, matched, false);
    return { from, ports: to => answer.of(to) };
  });
}

/** Finds who is allowed by the ingress of destinations, over one family of addresses. */
export function ingressGroups(
  found: Units,
  table: PortSetTable,
  family: Family,
): (side: Side | undefined) => readonly IngressGroup[] {
  const peers = new PeerUnits(found, family);
  const everyone = [{ from: peers.all, ports: () => table.every }];
  const known = new Map<Side, readonly IngressGroup[]>();
  return side => {
    if (!side) {
      return everyone;
    }
    let groups = known.get(side);
    if (!groups) {
      groups = onlyAddsUp(side)
        ? groupsOfRules(side, peers, table)
        : groupsOfTiers(side, peers, table);
      known.set(side, groups);
    }
    return groups;
  };
}
