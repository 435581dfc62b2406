import { IndexedCluster } from '../cluster/IndexedCluster';
import { isFinished } from '../cluster/podClass';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Block } from '../policies/block';
import { Port } from '../schema/openapi';
import { judgeNamespace } from './judgeNamespace';
import { pairJudge } from './judgeSource';
import { listExposures } from './listExposures';
import { dnsQuestion } from './nameResolution';
import {
  headlineOf,
  isolatingPolicies,
  openingRules,
  outsideOf,
} from './openness';
import { partialOfReach } from './partialOfReach';
import { askingOf, Source, sourcesOf } from './sources';
import { isSystemNamespace } from './systemNamespaces';
import { describeService, portsOf, servicesOf } from './targetPorts';
import { groupTargets, Target } from './targets';
import { NamespaceRow, TargetReach } from './targetReach';

function egressBlocks({ index }: IndexedCluster): Block[] {
  const found = new Set<Block>();
  for (const namespace of index.existing()) {
    for (const { egress } of index.sources(namespace)) {
      for (const block of egress?.blocks ?? []) {
        found.add(block);
      }
    }
  }
  return [...found];
}

interface Rows {
  rows: NamespaceRow[];
  /** How many of the other namespaces have somebody whom the targets' ingress admits, and how many have nobody. */
  admitted: { own: boolean; others: number; notOthers: number };
  partial: ReadonlySet<string>;
}

const unequalTargets =
  'Policies treat the pods of the service differently, so whether a connection succeeds depends on the pod that answers.';

function withoutDns(namespace: string): string {
  return `Egress policies of ${namespace} do not let all of its pods ask the cluster's DNS: there the name of a Service does not resolve, though its address can be reached.`;
}

function judgeNamespaces(
  cluster: IndexedCluster,
  ownNamespace: string,
  targets: readonly Target[],
  ports: readonly Port[],
): Rows {
  const judges = targets.map(target => ({
    target,
    judge: pairJudge(target, ports),
  }));
  const judgeSource = (source: Source) => ({
    source,
    pairs: (source.itself
      ? judges.filter(({ target }) => target !== source.itself)
      : judges
    ).map(({ judge }) => judge(source)),
  });
  const mayAskDns = dnsQuestion(cluster);
  const asking = askingOf(targets);
  const rows: NamespaceRow[] = [];
  const partial = new Set<string>();
  const resolving = new Set<string>();
  const admittedOnes = { own: false, others: 0, notOthers: 0 };
  for (const namespace of cluster.index.existing()) {
    const { name, labels } = namespace;
    const own = name === ownNamespace;
    const sources = sourcesOf(cluster, namespace, asking);
    const judged = judgeNamespace(sources.map(judgeSource), ports);
    const { admitted, unequal, partial: open, ...rest } = judged;
    rows.push({
      namespace: name,
      labels: labels.labels,
      system: isSystemNamespace(name),
      own,
      ...rest,
    });
    if (own) {
      admittedOnes.own = admitted;
    } else if (admitted) {
      admittedOnes.others++;
    } else {
      admittedOnes.notOthers++;
    }
    if (unequal) {
      partial.add(unequalTargets);
    }
    open.forEach(sentence => partial.add(sentence));
    if (rest.reach !== 'none' && mayAskDns && !sources.every(mayAskDns)) {
      resolving.add(withoutDns(name));
    }
  }
  return {
    rows,
    admitted: admittedOnes,
    partial: new Set([...partial, ...resolving]),
  };
}

const noRows: Rows = {
  rows: [],
  admitted: { own: false, others: 0, notOthers: 0 },
  partial: new Set(),
};

/**
 * Which namespaces can connect to a service's pods, and why. Succeeded and Failed pods do not count. A namespace
 * without pods is judged by a pod without labels.
 *
 * @param cluster - the cluster
 * @param target - the pods and the namespace they run in
 * @public
 */
export function evaluateReach(
  cluster: IndexedCluster,
  target: { namespace: string; pods: readonly Pod[] },
): TargetReach {
  const { namespace } = target;
  const pods = target.pods.filter(pod => !isFinished(pod));
  const services = servicesOf(cluster, namespace, pods);
  const ports = portsOf(services, pods);
  const targets = groupTargets(
    cluster,
    namespace,
    pods,
    pods.length > 1 ? egressBlocks(cluster) : [],
  );
  const { rows, admitted, partial } =
    targets.length > 0
      ? judgeNamespaces(cluster, namespace, targets, ports)
      : noRows;
  const isolating = isolatingPolicies(targets);
  const opening = openingRules(targets, ports);
  return {
    pods: pods.length,
    services: services.map(service => describeService(service, pods)),
    ports,
    headline: headlineOf(targets, opening, admitted),
    isolatedBy: isolating.map(({ namespace: where, name }) => ({
      namespace: where,
      name,
    })),
    exposures: listExposures(isolating),
    outside: outsideOf(targets, opening),
    namespaces: rows,
    partial: [
      ...new Set([
        ...cluster.notEvaluated,
        ...partialOfReach(cluster, pods, targets),
        ...partial,
      ]),
    ],
  };
}
