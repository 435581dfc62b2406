import { SideVerdict } from '../policies/sideVerdict';
import { Port } from '../schema/openapi';
import { JudgedPair } from './judgedPair';
import { TargetJudge } from './judgeSource';
import { Source, sourcePods } from './sources';
import { NamespaceRow, ReachSide } from './targetReach';
import { uniteSides } from './uniteSides';

/** What a namespace can reach, and whether the targets' ingress admits somebody there. */
export interface JudgedNamespace
  extends Pick<
    NamespaceRow,
    'reach' | 'pods' | 'ports' | 'ingress' | 'egress' | 'groups'
  > {
  admitted: boolean;
  /** Whether somebody can connect to some of the targets and not to the others. */
  unequal: boolean;
  partial: readonly string[];
}

// What best explains the row: where only some connect, those that do not.
function explaining(
  pairs: readonly JudgedPair[],
  reach: NamespaceRow['reach'],
): readonly JudgedPair[] {
  return reach === 'some' ? pairs.filter(({ connects }) => !connects) : pairs;
}

function portsOf(
  pairs: readonly JudgedPair[],
  ports: readonly Port[],
): readonly Port[] {
  if (
    ports.length === 0 ||
    pairs.some(pair => pair.ports.length === ports.length)
  ) {
    return ports;
  }
  const reached = new Set(pairs.flatMap(pair => pair.ports));
  return ports.filter(port => reached.has(port));
}

function sideOfPairs(
  pairs: readonly JudgedPair[],
  side: 'ingress' | 'egress',
): ReachSide {
  const distinct = new Set<SideVerdict>();
  for (const pair of pairs) {
    for (const verdict of pair[side]) {
      distinct.add(verdict);
    }
  }
  return uniteSides([...distinct]);
}

/** The sources of a namespace as they are judged one after the other. */
class Tally {
  readonly pairs: JudgedPair[] = [];
  readonly connecting = new Set<Source>();
  allowed = 0;
  total = 0;
  all = true;
  unequal = false;

  add(source: Source, judges: readonly TargetJudge[]): void {
    let connects = false;
    let fails = false;
    for (const { target, judge } of judges) {
      if (target !== source.itself) {
        const pair = judge(source);
        this.pairs.push(pair);
        connects ||= pair.connects;
        fails ||= !pair.connects || pair.partly === true;
      }
    }
    this.total += source.size;
    this.all &&= !fails;
    this.unequal ||= connects && fails;
    if (connects) {
      this.allowed += source.size;
      this.connecting.add(source);
    }
  }

  reach(): NamespaceRow['reach'] {
    if (this.all) {
      return 'all';
    }
    return this.connecting.size > 0 ? 'some' : 'none';
  }
}

const nothing: readonly string[] = [];

/**
 * Judges a namespace by its sources.
 *
 * @param ports - the ports that were judged; the pairs hold the same objects
 */
export function judgeNamespace(
  sources: readonly Source[],
  judges: readonly TargetJudge[],
  ports: readonly Port[],
): JudgedNamespace {
  const tally = new Tally();
  for (const source of sources) {
    tally.add(source, judges);
  }
  const { pairs, allowed, total, unequal } = tally;
  const reach = tally.reach();
  const decisive = explaining(pairs, reach);
  const judged: JudgedNamespace = {
    reach,
    pods: { allowed, total },
    ports: portsOf(pairs, ports),
    ingress: sideOfPairs(decisive, 'ingress'),
    egress: sideOfPairs(decisive, 'egress'),
    admitted: pairs.some(({ admitted }) => admitted),
    unequal,
    partial: pairs.some(({ partial }) => partial.length > 0)
      ? pairs.flatMap(({ partial }) => partial)
      : nothing,
  };
  if (reach === 'some') {
    judged.groups = sourcePods(sources, tally.connecting);
  }
  return judged;
}
