import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import { EvaluatedTarget, PolicyReference } from '../schema/openapi';
import { namespaceLabels } from '../verdict/endpoint';
import { isFinished } from '../verdict/evaluateConnection';
import { PodPort } from '../verdict/matchRule';
import { candidatePorts } from './candidatePorts';
import { judgeNamespace } from './judgeNamespace';
import { listExposures } from './listExposures';
import { namespacesWithoutDns } from './nameResolution';
import { headlineOf, outsideOf } from './openness';
import { partialOfReach } from './partialOfReach';
import { groupSources, SourceGroup } from './sources';
import { isSystemNamespace } from './systemNamespaces';
import { describeService, portsOf, servicesOf } from './targetPorts';
import { groupTargets, ingressUsesBlocks, TargetGroup } from './targets';

/**
 * Who can reach a service's pods, in the API's own words.
 *
 * @public
 */
export type TargetReach = Pick<
  EvaluatedTarget,
  | 'pods'
  | 'services'
  | 'ports'
  | 'headline'
  | 'isolatedBy'
  | 'exposures'
  | 'outside'
  | 'namespaces'
  | 'partial'
>;

// Without known ports the verdicts are about any port: ports stand for all of them, but none is named.
function anyPort(
  targets: readonly TargetGroup[],
  sources: ReadonlyMap<string, readonly SourceGroup[]>,
): PodPort[] {
  const egress = [...sources.values()]
    .flat()
    .flatMap(({ egressPolicies }) => egressPolicies)
    .map(policy => ({ policy, direction: 'Egress' as const }));
  return targets.flatMap(({ endpoints: [endpoint], ingressPolicies }) =>
    candidatePorts(
      [
        ...ingressPolicies.map(policy => ({
          policy,
          direction: 'Ingress' as const,
        })),
        ...egress,
      ],
      endpoint,
    ),
  );
}

/**
 * Which namespaces can connect to a service's pods, and why. Succeeded and Failed pods do not count. A namespace
 * without pods is judged by a pod without labels.
 *
 * @param snapshot - the cluster
 * @param target - the pods and the namespace they run in
 * @public
 */
export function evaluateReach(
  snapshot: ClusterSnapshot,
  target: { namespace: string; pods: readonly Pod[] },
): TargetReach {
  const pods = target.pods.filter(pod => !isFinished(pod));
  const services = servicesOf(snapshot, target.namespace, pods);
  const ports = portsOf(services, pods);
  const targets = groupTargets(snapshot, pods);
  const sources =
    pods.length > 0
      ? groupSources(snapshot, pods, ingressUsesBlocks(targets))
      : new Map<string, SourceGroup[]>();
  const judgedPorts = ports.length > 0 ? ports : anyPort(targets, sources);
  const judged = [...sources]
    .map(([namespace, groups]) => ({
      namespace,
      ...judgeNamespace(groups, targets, judgedPorts),
    }))
    .sort((one, other) => one.namespace.localeCompare(other.namespace));
  const reaching = new Map(
    [...sources].filter(([namespace]) =>
      judged.some(row => row.namespace === namespace && row.reach !== 'none'),
    ),
  );
  const isolating = [
    ...new Set(targets.flatMap(({ ingressPolicies }) => ingressPolicies)),
  ];
  const isOwn = (namespace: string) => namespace === target.namespace;
  return {
    pods: pods.length,
    services: services.map(service => describeService(service, pods)),
    ports,
    headline: headlineOf(targets, judgedPorts, {
      own: judged.some(row => isOwn(row.namespace) && row.admitted),
      others: judged.some(row => !isOwn(row.namespace) && row.admitted),
    }),
    isolatedBy: isolating.map(
      ({ namespace, name }): PolicyReference => ({ namespace, name }),
    ),
    exposures: listExposures(isolating),
    outside: outsideOf(targets, judgedPorts),
    namespaces: judged.map(row => ({
      namespace: row.namespace,
      labels: { ...namespaceLabels(snapshot, row.namespace) },
      system: isSystemNamespace(row.namespace),
      own: isOwn(row.namespace),
      reach: row.reach,
      pods: row.pods,
      ports: ports.length > 0 ? row.ports : [],
      ingress: row.ingress,
      egress: row.egress,
    })),
    partial: [
      ...new Set([
        ...snapshot.notEvaluated,
        ...partialOfReach(snapshot, pods, targets),
        ...judged.flatMap(row => row.partial),
        ...namespacesWithoutDns(snapshot, reaching).map(
          namespace =>
            `Egress policies of ${namespace} do not let all of its pods ask the cluster's DNS: there the name of a Service does not resolve, though its address can be reached.`,
        ),
      ]),
    ],
  };
}
