import { IndexedCluster } from '../cluster/IndexedCluster';
import { prepareEnd } from '../cluster/ends';
import { AddressFamily } from '../kubernetes/addresses';
import { PodPort } from '../policies/matchPort';
import { MatchTree } from '../policies/MatchTree';
import { PortSet } from '../policies/portSet';
import { Side } from '../policies/side';
import { End, PreparedEnd } from '../policies/end';
import { judgeMatched } from '../verdict/judgeConnection';
import {
  familiesOf,
  matchConnection,
  portsOfSides,
} from '../verdict/matchConnection';
import { combine, JudgedPair, pairOf } from './judgedPair';
import {
  allowedPorts,
  isOpenQuestion,
  JudgedPorts,
  judgePorts,
} from './judgedPorts';
import { peerTable } from './peerTable';
import { Source } from './sources';
import { isOpen, Target } from './targets';

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

/** What is known of sources that the same rules of a target's ingress match. */
interface KnownSource {
  ingress?: JudgedPorts;
  /** The last of them: sources with the same egress mostly follow one another. */
  last?: { egress: Side | undefined; pair: JudgedPair };
}

/** What a target's ingress says of sources of other namespaces that the same rules match. */
export interface IngressElsewhere {
  judged: JudgedPorts;
  /** The ports that it allows, as bits. */
  allowed: number;
  /** Whether something that is not known could turn it. */
  isOpen: boolean;
}

/** A target with what judges sources against it. */
export interface TargetJudge {
  target: Target;
  judge: (source: Source) => JudgedPair;
  /**
   * Whether the target's ingress denies a source for certain, so that it makes no difference what the source's egress
   * says. Where it is not simple to tell, the answer is no.
   */
  shutsOut: (source: End) => boolean;
  /** How many answers were worked out, and not found among those that are known. */
  evaluated: { pairs: number };
  /** Whether the target is, or may be, the peer with a number. */
  isPeer: (number: number) => boolean;
  /** What the target's ingress says of a pod of another namespace that connects over this family of addresses. */
  ingressElsewhere: (
    source: End,
    family: AddressFamily | undefined,
  ) => IngressElsewhere;
  /** What the egress of sources says of the target. */
  egressOf: (
    egress: Side | undefined,
    family: AddressFamily | undefined,
  ) => JudgedPorts;
}

const anyFamily: readonly (AddressFamily | undefined)[] = [undefined];

/**
 * Makes what judges sources against one target. Sources that the same rules match, and whose egress is the same, are
 * judged once.
 */
export function judgeFor(
  { index }: IndexedCluster,
  target: Target,
  ports: readonly PodPort[],
): TargetJudge {
  const { prepared: to, ingress, rules } = target;
  const tree = new MatchTree<KnownSource>(rules);
  const treeElsewhere = new MatchTree<IngressElsewhere>(
    ingress
      ? [...ingress.admin, ...ingress.beyondNamespace, ...ingress.baseline]
      : [],
  );
  const byAddress = ingress !== undefined && ingress.blocks.length > 0;
  const intoTarget = { ports: to.end.ports, egress: false };
  const outOfSource = { ports: to.end.ports, egress: true };
  const isPeer = peerTable(index.peers, to.end);
  const evaluated = { pairs: 0 };

  function egressOf(
    egress: Side | undefined,
    family: AddressFamily | undefined,
  ): JudgedPorts {
    return judgePorts(egress, to.end, family, ports, outOfSource);
  }

  function know(
    end: End,
    families: readonly (AddressFamily | undefined)[],
  ): KnownSource {
    const node = tree.find(end, families);
    node.value ??= {};
    return node.value;
  }

  function ingressFor(
    end: End,
    known: KnownSource,
    family: AddressFamily | undefined,
  ): JudgedPorts {
    known.ingress ??= judgePorts(ingress, end, family, ports, intoTarget);
    return known.ingress;
  }

  // A node always reaches the pods that it runs; to the others it is like any other source.
  function judgeNode(source: Source, node: string): JudgedPair | undefined {
    const there = target.pods.filter(
      pod => !pod.hostNetwork && pod.nodeName === node,
    );
    if (there.length === 0) {
      return undefined;
    }
    const local = prepareEnd(index, { kind: 'pod', pod: there[0] });
    const pair = judgeThoroughly(source.prepared, local, ports);
    const elsewhere = target.pods.find(pod => !there.includes(pod));
    const partly =
      elsewhere !== undefined &&
      !judgeThoroughly(
        source.prepared,
        prepareEnd(index, { kind: 'pod', pod: elsewhere }),
        ports,
      ).connects;
    return { ...pair, partly };
  }

  function judge(source: Source): JudgedPair {
    const { end } = source.prepared;
    const local =
      end.kind === 'address' && end.node
        ? judgeNode(source, end.node.name)
        : undefined;
    return local ?? judgePods(source);
  }

  function judgePods(source: Source): JudgedPair {
    const { prepared, egress } = source;
    const families =
      byAddress || (egress && egress.blocks.length > 0)
        ? familiesOf(prepared.end, to.end, [egress, ingress])
        : anyFamily;
    const known = know(prepared.end, families);
    const { last } = known;
    if (last && last.egress === egress) {
      return last.pair;
    }
    const [family] = families;
    evaluated.pairs += 1;
    const pair =
      families.length > 1 || ports.length === 0
        ? judgeThoroughly(prepared, to, ports)
        : combine(
            egressOf(egress, family),
            ingressFor(prepared.end, known, family),
            ports,
          );
    known.last = { egress, pair };
    return pair;
  }

  function shutsOut(source: End): boolean {
    if (isOpen(target) || ports.length === 0) {
      return false;
    }
    const families = byAddress
      ? familiesOf(source, to.end, [ingress])
      : anyFamily;
    // Each family would have an answer of its own.
    if (families.length > 1) {
      return false;
    }
    const known = know(source, families);
    evaluated.pairs += known.ingress ? 0 : 1;
    const judged = ingressFor(source, known, families[0]);
    return allowedPorts(judged, ports.length) === 0 && !isOpenQuestion(judged);
  }

  function ingressElsewhere(
    source: End,
    family: AddressFamily | undefined,
  ): IngressElsewhere {
    const node = treeElsewhere.find(source, [family]);
    if (!node.value) {
      const judged = judgePorts(ingress, source, family, ports, intoTarget);
      node.value = {
        judged,
        allowed: allowedPorts(judged, ports.length),
        isOpen: isOpenQuestion(judged),
      };
    }
    return node.value;
  }

  return {
    target,
    judge,
    shutsOut,
    evaluated,
    isPeer,
    ingressElsewhere,
    egressOf,
  };
}
