import { notIsolated } from '../policies/judgeSide';
import { SideVerdict } from '../policies/sideVerdict';
import { addVerdicts, allowedPorts, JudgedPorts } from './judgedPorts';
import { ReachSide } from './targetReach';
import { uniteSides } from './uniteSides';

/** What the egress of sources of a namespace says of a destination. */
export interface EgressOfGroup {
  judged: JudgedPorts;
  /** The ports that it allows; the bit of a port is that of its index. */
  allowed: number;
}

/** What becomes of the sources of a namespace where a destination's ingress admits them on some ports. */
export interface Outcome {
  reach: 'all' | 'some' | 'none';
  /** The ports that somebody reaches, as bits. */
  ports: number;
  /** The ports whose ingress explains the outcome, as bits. */
  ingressPorts: number;
  egress: ReachSide;
  /** The places of those that connect, where only some do. */
  connecting: readonly number[];
}

// The ports that come nearest to a connection: it counts most that the destination admits.
function nearestPorts(egress: number, ingress: number, all: number): number {
  return egress & ingress || ingress || egress || all;
}

const nobody: readonly number[] = [];

/** Joins what the groups of sources of a namespace can do, once a destination's ingress is known. */
function outcomeOf(
  groups: readonly EgressOfGroup[],
  admitted: number,
  count: number,
): Outcome {
  const connecting: number[] = [];
  const failing: EgressOfGroup[] = [];
  let ports = 0;
  for (let place = 0; place < groups.length; place++) {
    const open = groups[place].allowed & admitted;
    if (open === 0) {
      failing.push(groups[place]);
    } else {
      connecting.push(place);
      ports |= open;
    }
  }
  const failed = connecting.length > 0 ? 'some' : 'none';
  const reach = failing.length === 0 ? 'all' : failed;
  // Where only some connect, those that do not explain it.
  const decisive = reach === 'some' ? failing : groups;
  const { ingressPorts, egress } = explain(decisive, admitted, count);
  return {
    reach,
    ports,
    ingressPorts,
    egress,
    connecting: reach === 'some' ? connecting : nobody,
  };
}

/** The verdicts about the ports that come nearest to a connection. */
function explain(
  groups: readonly EgressOfGroup[],
  admitted: number,
  count: number,
): Pick<Outcome, 'ingressPorts' | 'egress'> {
  const all = 2 ** count - 1;
  const verdicts: SideVerdict[] = [];
  let ingressPorts = 0;
  for (let nth = 0; nth < groups.length; nth++) {
    const { judged, allowed } = groups[nth];
    const nearest = nearestPorts(allowed, admitted, all);
    ingressPorts |= nearest;
    addVerdicts(judged, nearest, verdicts);
  }
  return { ingressPorts, egress: uniteSides(verdicts) };
}

/**
 * What the sources of a namespace may do towards destinations that their policies do not tell apart.
 *
 * @param groups - at least one
 * @param count - how many ports are asked about; few, for there is an outcome for each set of them
 */
export class EgressTowards {
  // Mostly one set of ports is asked about again and again.
  private lastAdmitted = 0;
  private last: Outcome | undefined;
  // The others, by the admitted ports; absent as long as there are none.
  private others: (Outcome | undefined)[] | undefined;

  constructor(
    private readonly groups: readonly EgressOfGroup[],
    private readonly count: number,
  ) {}

  /** What becomes of them where a destination's ingress admits them on these ports, given as bits. */
  outcome(admitted: number): Outcome {
    const { last, lastAdmitted } = this;
    if (last && lastAdmitted === admitted) {
      return last;
    }
    const outcome =
      this.others?.[admitted] ?? outcomeOf(this.groups, admitted, this.count);
    if (last) {
      this.others ??= [];
      this.others[lastAdmitted] = last;
    }
    this.last = outcome;
    this.lastAdmitted = admitted;
    return outcome;
  }
}

const open: (EgressTowards | undefined)[] = [];

/** What sources that nothing isolates may do, of which there are most: the same for all of them. */
export function openTowards(count: number): EgressTowards {
  let towards = open[count];
  if (!towards) {
    const allowed = allowedPorts(notIsolated, count);
    towards = new EgressTowards([{ judged: notIsolated, allowed }], count);
    open[count] = towards;
  }
  return towards;
}
