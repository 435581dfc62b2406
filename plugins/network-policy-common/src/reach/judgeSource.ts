import { PortSet } from '../policies/portSet';
import { PodPort } from '../policies/matchPort';
import { MatchTree } from '../policies/MatchTree';
import { Side } from '../policies/side';
import { Verdict } from '../verdict/verdict';
import { PreparedEnd } from '../verdict/ends';
import { judgeMatched } from '../verdict/judgeConnection';
import {
  familiesOf,
  matchConnection,
  portsOfSides,
} from '../verdict/matchConnection';
import { Source } from './sources';
import { Target } from './targets';

/** What policies say of a source and one target. */
export interface JudgedPair {
  connects: boolean;
  /** Whether the target's ingress admits the source. */
  admitted: boolean;
  /** The ports that it can reach. */
  ports: readonly PodPort[];
  /** The verdicts that decide: of the ports that connect, else of those that come nearest to it. */
  decisive: readonly Verdict[];
}

function nearness({ allowed, ingress, egress }: Verdict): number {
  if (allowed) {
    return 3;
  }
  if (ingress.allowed) {
    return 2;
  }
  return egress.allowed ? 1 : 0;
}

// Without known ports the question is about any port: one that is allowed, else one that a side allows, stands for all.
function anyPort(from: PreparedEnd, to: PreparedEnd): PodPort {
  const matched = matchConnection(from, to);
  const allowed = (part: Parameters<typeof portsOfSides>[0]) =>
    portsOfSides(part, to.end).first();
  const candidates = [
    ...matched.map(allowed),
    ...matched.map(({ ingress }) => allowed({ ...(ingress && { ingress }) })),
    ...matched.map(({ egress }) => allowed({ ...(egress && { egress }) })),
    PortSet.all().first(),
  ];
  return (
    candidates.find(port => port !== undefined) ?? { protocol: 'TCP', port: 1 }
  );
}

function judgePair(
  from: PreparedEnd,
  to: PreparedEnd,
  ports: readonly PodPort[],
): JudgedPair {
  const asked = ports.length > 0 ? ports : [anyPort(from, to)];
  const matched = matchConnection(from, to);
  const judged = asked.map(port => ({
    port,
    verdict: judgeMatched(matched, to.end, port),
  }));
  const nearest = Math.max(...judged.map(({ verdict }) => nearness(verdict)));
  const allowed = judged.filter(({ verdict }) => verdict.allowed);
  return {
    connects: allowed.length > 0,
    admitted: judged.some(({ verdict }) => verdict.ingress.allowed),
    ports: allowed.map(({ port }) => port),
    decisive: judged
      .filter(({ verdict }) => nearness(verdict) === nearest)
      .map(({ verdict }) => verdict),
  };
}

/**
 * Judges sources against one target. Sources that the same rules match, and whose egress is the same, are judged once.
 */
export function pairJudge(
  target: Target,
  ports: readonly PodPort[],
): (source: Source) => JudgedPair {
  const tree = new MatchTree<Map<Side | undefined, JudgedPair>>(target.rules);
  const to = target.prepared;
  return ({ prepared, egress }) => {
    const families = familiesOf(prepared.end, to.end, [egress, target.ingress]);
    const node = tree.find(prepared.end, families);
    node.value ??= new Map();
    let pair = node.value.get(egress);
    if (!pair) {
      pair = judgePair(prepared, to, ports);
      node.value.set(egress, pair);
    }
    return pair;
  };
}
