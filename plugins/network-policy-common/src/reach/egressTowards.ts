import { SourceGroup } from '../cluster/SourceGroup';
import { SideVerdict } from '../policies/sideVerdict';
import { atPort, JudgedPorts } from './judgedPorts';
import { ReachSide } from './targetReach';
import { uniteSides } from './uniteSides';

/** Sources of a namespace, and what their egress says of a destination. */
export interface EgressOfGroup {
  group: SourceGroup;
  judged: JudgedPorts;
  /** The ports that it allows; the bit of a port is that of its index. */
  allowed: number;
}

/** What becomes of the sources of a namespace where a destination's ingress admits them on some ports. */
export interface Outcome {
  reach: 'all' | 'some' | 'none';
  pods: { allowed: number; total: number };
  /** The ports that somebody reaches, as bits. */
  ports: number;
  /** The indexes of the ports whose ingress explains the outcome. */
  ingressPorts: readonly number[];
  egress: ReachSide;
  connecting: ReadonlySet<SourceGroup>;
}

// The ports that come nearest to a connection: it counts most that the destination admits.
function nearestPorts(egress: number, ingress: number, all: number): number {
  return egress & ingress || ingress || egress || all;
}

/** Joins what the groups of sources of a namespace can do, once a destination's ingress is known. */
function outcomeOf(
  groups: readonly EgressOfGroup[],
  admitted: number,
  count: number,
): Outcome {
  const connects = ({ allowed }: EgressOfGroup) => (allowed & admitted) !== 0;
  const connecting = groups.filter(connects);
  const failing = groups.filter(group => !connects(group));
  // Where only some connect, those that do not explain it.
  const decisive =
    connecting.length > 0 && failing.length > 0 ? failing : groups;
  const all = 2 ** count - 1;
  const ingressPorts = new Set<number>();
  const verdicts = new Set<SideVerdict>();
  for (const { judged, allowed } of decisive) {
    const nearest = nearestPorts(allowed, admitted, all);
    for (let index = 0; index < count; index++) {
      if (nearest & (1 << index)) {
        ingressPorts.add(index);
        verdicts.add(atPort(judged, index).verdict);
      }
    }
  }
  const sizeOf = (some: readonly EgressOfGroup[]) =>
    some.reduce((sum, { group }) => sum + group.size, 0);
  const failed = connecting.length > 0 ? 'some' : 'none';
  return {
    reach: failing.length === 0 ? 'all' : failed,
    pods: { allowed: sizeOf(connecting), total: sizeOf(groups) },
    ports: connecting.reduce(
      (ports, { allowed }) => ports | (allowed & admitted),
      0,
    ),
    ingressPorts: [...ingressPorts],
    egress: uniteSides([...verdicts]),
    connecting: new Set(connecting.map(({ group }) => group)),
  };
}

/**
 * What the sources of a namespace may do towards destinations that their policies do not tell apart.
 *
 * @param groups - at least one
 * @param count - how many ports are asked about; few, for there is an outcome for each set of them
 */
export class EgressTowards {
  // By the admitted ports.
  private readonly outcomes: (Outcome | undefined)[] = [];

  constructor(
    private readonly groups: readonly EgressOfGroup[],
    private readonly count: number,
  ) {}

  /** What becomes of them where a destination's ingress admits them on these ports, given as bits. */
  outcome(admitted: number): Outcome {
    let outcome = this.outcomes[admitted];
    if (!outcome) {
      outcome = outcomeOf(this.groups, admitted, this.count);
      this.outcomes[admitted] = outcome;
    }
    return outcome;
  }
}
