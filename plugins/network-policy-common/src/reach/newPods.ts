import { IndexedCluster } from '../cluster/IndexedCluster';
import { newPodIn } from '../cluster/ends';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { PreparedEnd } from '../policies/end';
import { PodPort } from '../policies/matchPort';
import { partialOfPod } from '../verdict/partialOfPod';
import { judgeFor, TargetJudge } from './judgeSource';
import { groupTargets } from './targets';

/**
 * What policies say of connections from a pod that might be created to some pods.
 *
 * @public
 */
export interface NewPodVerdict {
  /** Absent where it differs between the destinations, and where there are none. */
  allowed?: boolean;
  /** What was not evaluated and could change the verdict, beside what is missing of the whole cluster. */
  partial: readonly string[];
}

/**
 * Judges connections from pods that might be created to some pods.
 *
 * @public
 */
export interface NewPodConnections {
  /** What policies say of a pod with these labels in this namespace. */
  from(source: { namespace: string; labels: Labels }): NewPodVerdict;
  /** How many pairs of a class of sources and a class of destinations have been evaluated by now. */
  readonly evaluations: number;
}

/**
 * Prepares many questions about connections from pods that might be created to the same pods. Destinations that no
 * policy tells apart are judged as one, and so are sources that the same rules match.
 *
 * @param cluster - must not change while questions are asked
 * @param destinations - where the connections may end, each on its own port
 * @public
 */
export function connectionsOfNewPods(
  cluster: IndexedCluster,
  destinations: readonly { pod: Pod; port: PodPort }[],
): NewPodConnections {
  const judges = judgesOf(cluster, destinations);
  const missing = new Set(cluster.notEvaluated);
  const ofPods = destinations
    .flatMap(({ pod }) => partialOfPod(pod))
    .filter(sentence => !missing.has(sentence));
  const newPod = newPodIn(cluster.index);
  return {
    get evaluations() {
      return judges.reduce((sum, { evaluated }) => sum + evaluated.pairs, 0);
    },
    from(source) {
      const prepared = newPod(source);
      const verdicts = judges.map(judge => verdictOf(judge, prepared));
      const [first] = verdicts;
      const agree = verdicts.every(({ allowed }) => allowed === first.allowed);
      return {
        ...(first && agree && { allowed: first.allowed }),
        partial: withoutMissing(verdicts, ofPods, missing),
      };
    },
  };
}

interface Verdict {
  allowed: boolean;
  partial: readonly string[];
}

const denied: Verdict = { allowed: false, partial: [] };

function verdictOf(judge: TargetJudge, prepared: PreparedEnd): Verdict {
  // Of most namespaces the ingress of the destination says all, and then nobody looks up their egress.
  if (judge.shutsOut(prepared.end)) {
    return denied;
  }
  const { connects, partial } = judge.judge({
    prepared,
    egress: prepared.sides?.('egress'),
    size: 0,
    classes: [],
  });
  return { allowed: connects, partial };
}

function withoutMissing(
  verdicts: readonly Verdict[],
  ofPods: readonly string[],
  missing: ReadonlySet<string>,
): readonly string[] {
  if (verdicts.every(({ partial }) => partial.length === 0)) {
    return ofPods;
  }
  const sentences = new Set(verdicts.flatMap(({ partial }) => partial));
  return [...ofPods, ...sentences].filter(sentence => !missing.has(sentence));
}

function judgesOf(
  cluster: IndexedCluster,
  destinations: readonly { pod: Pod; port: PodPort }[],
): TargetJudge[] {
  const byPort = new Map<string, { port: PodPort; pods: Set<Pod> }>();
  for (const { pod, port } of destinations) {
    // Pods of other namespaces are other destinations, whatever labels they share.
    const key = `${port.protocol} ${port.port} ${pod.namespace}`;
    const known = byPort.get(key);
    if (known) {
      known.pods.add(pod);
    } else {
      byPort.set(key, { port, pods: new Set([pod]) });
    }
  }
  const blocks = destinations.length > 1 ? cluster.index.egressBlocks() : [];
  return [...byPort.values()].flatMap(({ port, pods }) =>
    groupTargets(cluster, [...pods], blocks).map(target =>
      judgeFor(cluster, target, [port]),
    ),
  );
}
