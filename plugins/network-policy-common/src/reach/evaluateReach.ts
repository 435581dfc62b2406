import { IndexedCluster } from '../cluster/IndexedCluster';
import { isFinished } from '../cluster/podClass';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Port } from '../schema/openapi';
import { judgeAtOnce } from './judgeAtOnce';
import { judgeNamespace } from './judgeNamespace';
import { judgeFor } from './judgeSource';
import { listExposures } from './listExposures';
import { dnsQuestion } from './nameResolution';
import {
  headlineOf,
  isolatingPolicies,
  openingRules,
  outsideOf,
} from './openness';
import { partialOfReach } from './partialOfReach';
import { askingOf } from './asking';
import { sourcesOf } from './sources';
import { isSystemNamespace } from './systemNamespaces';
import { describeService, portsOf, servicesOf } from './targetPorts';
import { groupTargets, Target } from './targets';
import { NamespaceRow, TargetReach } from './targetReach';

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
  const judges = targets.map(target => judgeFor(cluster, target, ports));
  const atOnce = judgeAtOnce(cluster.index, judges, ports);
  const resolvesNames = dnsQuestion(cluster);
  const asking = askingOf(targets);
  const rows: NamespaceRow[] = [];
  const partial = new Set<string>();
  const unresolved: string[] = [];
  const admittedOnes = { own: false, others: 0, notOthers: 0 };
  for (const namespace of cluster.index.existing()) {
    const { name, labels } = namespace;
    const own = name === ownNamespace;
    const judged =
      atOnce(namespace) ??
      judgeNamespace(sourcesOf(cluster, namespace, asking), judges, ports);
    const { reach } = judged;
    const row: NamespaceRow = {
      namespace: name,
      labels: labels.labels,
      system: isSystemNamespace(name),
      own,
      reach,
      pods: judged.pods,
      ports: judged.ports,
      ingress: judged.ingress,
      egress: judged.egress,
    };
    if (judged.groups) {
      row.groups = judged.groups;
    }
    rows.push(row);
    if (own) {
      admittedOnes.own = judged.admitted;
    } else if (judged.admitted) {
      admittedOnes.others++;
    } else {
      admittedOnes.notOthers++;
    }
    if (judged.unequal) {
      partial.add(unequalTargets);
    }
    for (const sentence of judged.partial) {
      partial.add(sentence);
    }
    if (reach !== 'none' && !resolvesNames(namespace)) {
      unresolved.push(withoutDns(name));
    }
  }
  unresolved.forEach(sentence => partial.add(sentence));
  return { rows, admitted: admittedOnes, partial };
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
    pods,
    pods.length > 1 ? cluster.index.egressBlocks() : [],
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
