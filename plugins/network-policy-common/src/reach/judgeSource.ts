import { AddressFamily } from '../kubernetes/addresses';
import { judgeSide } from '../policies/judgeSide';
import { PodPort } from '../policies/matchPort';
import { matchSide } from '../policies/matchSide';
import { MatchTree } from '../policies/MatchTree';
import { PortSet } from '../policies/portSet';
import { Side } from '../policies/side';
import { JudgedSide, SideVerdict } from '../policies/sideVerdict';
import { End, PreparedEnd } from '../policies/end';
import { judgeMatched, openQuestions } from '../verdict/judgeConnection';
import {
  familiesOf,
  matchConnection,
  notSubject,
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
  ingress: readonly SideVerdict[];
  egress: readonly SideVerdict[];
  partial: readonly string[];
}

interface JudgedPort {
  port: PodPort;
  egress: SideVerdict;
  ingress: SideVerdict;
  partial: readonly string[];
}

function nearness({ egress, ingress }: JudgedPort): number {
  return (ingress.allowed ? 2 : 0) + (egress.allowed ? 1 : 0);
}

function pairOf(judged: readonly JudgedPort[]): JudgedPair {
  let nearest = 0;
  let admitted = false;
  for (const one of judged) {
    nearest = Math.max(nearest, nearness(one));
    admitted ||= one.ingress.allowed;
  }
  const decisive =
    judged.length === 1
      ? judged
      : judged.filter(one => nearness(one) === nearest);
  const connects = nearest === 3;
  return {
    connects,
    admitted,
    ports: connects ? decisive.map(({ port }) => port) : [],
    ingress: decisive.map(({ ingress }) => ingress),
    egress: decisive.map(({ egress }) => egress),
    partial: decisive.flatMap(({ partial }) => partial),
  };
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

function judgeThoroughly(
  from: PreparedEnd,
  to: PreparedEnd,
  ports: readonly PodPort[],
): JudgedPair {
  const asked = ports.length > 0 ? ports : [anyPort(from, to)];
  const matched = matchConnection(from, to);
  return pairOf(
    asked.map(port => ({ port, ...judgeMatched(matched, to.end, port) })),
  );
}

/** One side towards one end, on each of some ports. */
function judgePorts(
  side: Side | undefined,
  other: End,
  ports: readonly PodPort[],
  context: { ports: End['ports']; egress: boolean },
): readonly JudgedSide[] {
  if (!side) {
    return ports.map(() => notSubject);
  }
  const matched = matchSide(side, other);
  return ports.map(port => judgeSide(matched, port, context));
}

function combine(
  egress: readonly JudgedSide[],
  ingress: readonly JudgedSide[],
  ports: readonly PodPort[],
): JudgedPair {
  return pairOf(
    ports.map((port, index) => ({
      port,
      egress: egress[index].verdict,
      ingress: ingress[index].verdict,
      partial: openQuestions(egress[index], ingress[index]),
    })),
  );
}

interface KnownSource {
  /** What the target's ingress says, where no side asks for addresses. */
  ingress?: readonly JudgedSide[];
  pairs: Map<Side | undefined, JudgedPair>;
}

const anyFamily: readonly (AddressFamily | undefined)[] = [undefined];

/**
 * Judges sources against one target. Sources that the same rules match, and whose egress is the same, are judged once.
 */
export function pairJudge(
  { prepared: to, ingress, rules }: Target,
  ports: readonly PodPort[],
): (source: Source) => JudgedPair {
  const tree = new MatchTree<KnownSource>(rules);
  const byAddress = ingress !== undefined && ingress.blocks.length > 0;
  const context = { ports: to.end.ports };
  const egresses = new Map<Side | undefined, readonly JudgedSide[]>();

  function egressOf(egress: Side | undefined): readonly JudgedSide[] {
    let judged = egresses.get(egress);
    if (!judged) {
      judged = judgePorts(egress, to.end, ports, { ...context, egress: true });
      egresses.set(egress, judged);
    }
    return judged;
  }

  function judge(source: Source, known: KnownSource, simply: boolean) {
    const { prepared, egress } = source;
    if (!simply || ports.length === 0) {
      return judgeThoroughly(prepared, to, ports);
    }
    known.ingress ??= judgePorts(ingress, prepared.end, ports, {
      ...context,
      egress: false,
    });
    return combine(egressOf(egress), known.ingress, ports);
  }

  return source => {
    const { prepared, egress } = source;
    const simply = !byAddress && !(egress && egress.blocks.length > 0);
    const families = simply
      ? anyFamily
      : familiesOf(prepared.end, to.end, [egress, ingress]);
    const node = tree.find(prepared.end, families);
    node.value ??= { pairs: new Map() };
    let pair = node.value.pairs.get(egress);
    if (!pair) {
      pair = judge(source, node.value, simply);
      node.value.pairs.set(egress, pair);
    }
    return pair;
  };
}
