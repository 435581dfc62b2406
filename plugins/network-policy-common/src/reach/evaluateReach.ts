import { IndexedCluster } from '../cluster/IndexedCluster';
import { isFinished } from '../cluster/podClass';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Block } from '../policies/block';
import { Port } from '../schema/openapi';
import { JudgedSource, judgeNamespace } from './judgeNamespace';
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
import { askedAbout, Source, sourcesOf } from './sources';
import { isSystemNamespace } from './systemNamespaces';
import { describeService, portsOf, servicesOf } from './targetPorts';
import { groupTargets, Target } from './targets';
import { NamespaceRow, TargetReach } from './targetReach';

function egressBlocks(cluster: IndexedCluster): Block[] {
  const found = new Map<string, Block>();
  for (const { name } of cluster.namespaces()) {
    for (const { egress } of cluster.sources(name)) {
      egress?.blocks.forEach(block => found.set(block.key, block));
    }
  }
  return [...found.values()];
}

interface JudgedRow {
  row: NamespaceRow;
  admitted: boolean;
  unequal: boolean;
  partial: readonly string[];
  sources: readonly Source[];
}

function judgeNamespaces(
  cluster: IndexedCluster,
  own: string,
  targets: readonly Target[],
  ports: readonly Port[],
): JudgedRow[] {
  const judges = targets.map(target => ({
    target,
    judge: pairJudge(target, ports),
  }));
  const rows: JudgedRow[] = [];
  for (const { name, labels } of cluster.namespaces()) {
    const labelSet = cluster.namespaceLabelSet(name);
    const asked = askedAbout(targets, name, labelSet);
    const sources = sourcesOf(cluster, name, targets, asked);
    const judged = sources.map(
      (source): JudgedSource => ({
        source,
        pairs: judges
          .filter(({ target }) => target !== source.itself)
          .map(({ judge }) => judge(source)),
      }),
    );
    const { admitted, unequal, partial, ...rest } = judgeNamespace(
      judged,
      ports,
    );
    const row = {
      namespace: name,
      labels,
      system: isSystemNamespace(name),
      own: name === own,
      ...rest,
    };
    rows.push({ row, admitted, unequal, partial, sources });
  }
  return rows.sort((one, other) =>
    one.row.namespace.localeCompare(other.row.namespace),
  );
}

function admittedOf(rows: readonly JudgedRow[]) {
  const others = rows.filter(({ row }) => !row.own);
  return {
    own: rows.some(({ row, admitted }) => row.own && admitted),
    others: others.filter(({ admitted }) => admitted).length,
    notOthers: others.filter(({ admitted }) => !admitted).length,
  };
}

function withoutDns(
  cluster: IndexedCluster,
  rows: readonly JudgedRow[],
): string[] {
  const mayAsk = dnsQuestion(cluster);
  return mayAsk
    ? rows
        .filter(
          ({ row, sources }) => row.reach !== 'none' && !sources.every(mayAsk),
        )
        .map(
          ({ row }) =>
            `Egress policies of ${row.namespace} do not let all of its pods ask the cluster's DNS: there the name of a Service does not resolve, though its address can be reached.`,
        )
    : [];
}

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
  const pods = target.pods.filter(pod => !isFinished(pod));
  const services = servicesOf(cluster, target.namespace, pods);
  const ports = portsOf(services, pods);
  const targets = groupTargets(
    cluster,
    target.namespace,
    pods,
    pods.length > 1 ? egressBlocks(cluster) : [],
  );
  const judged =
    targets.length > 0
      ? judgeNamespaces(cluster, target.namespace, targets, ports)
      : [];
  const isolating = isolatingPolicies(cluster, targets);
  const opening = openingRules(cluster, targets, ports);
  return {
    pods: pods.length,
    services: services.map(service => describeService(service, pods)),
    ports,
    headline: headlineOf(targets, opening, admittedOf(judged)),
    isolatedBy: isolating.map(({ namespace, name }) => ({ namespace, name })),
    exposures: listExposures(isolating),
    outside: outsideOf(targets, opening),
    namespaces: judged.map(({ row }) => row),
    partial: [
      ...new Set([
        ...cluster.notEvaluated,
        ...partialOfReach(cluster, pods, targets),
        ...(judged.some(({ unequal }) => unequal)
          ? [
              'Policies treat the pods of the service differently, so whether a connection succeeds depends on the pod that answers.',
            ]
          : []),
        ...judged.flatMap(({ partial }) => partial),
        ...withoutDns(cluster, judged),
      ]),
    ],
  };
}
