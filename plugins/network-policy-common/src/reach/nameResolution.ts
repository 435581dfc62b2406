import { ClusterSnapshot } from '../kubernetes/clusterSnapshot';
import { destinationEndpoint, policiesIsolating } from '../verdict/endpoint';
import { isFinished } from '../verdict/evaluateConnection';
import { judgeConnection } from '../verdict/judgeConnection';
import { SourceGroup } from './sources';

// The label and the namespace that every distribution gives its DNS pods, CoreDNS included.
function dnsPods(snapshot: ClusterSnapshot) {
  return snapshot.pods.filter(
    pod =>
      pod.namespace === 'kube-system' &&
      pod.labels['k8s-app'] === 'kube-dns' &&
      !isFinished(pod),
  );
}

/**
 * The namespaces of which some pods may not ask the cluster's DNS, so that the name of a Service does not resolve
 * there. Empty where the snapshot holds no DNS pods.
 */
export function namespacesWithoutDns(
  snapshot: ClusterSnapshot,
  sources: ReadonlyMap<string, readonly SourceGroup[]>,
): string[] {
  const servers = dnsPods(snapshot).map(pod => {
    const to = destinationEndpoint(snapshot, pod);
    const declared = pod.ports.find(({ protocol }) => protocol === 'UDP');
    return {
      to,
      ingressPolicies: policiesIsolating(
        snapshot.networkPolicies,
        to,
        'Ingress',
      ),
      port: { protocol: 'UDP' as const, port: declared?.containerPort ?? 53 },
    };
  });
  const mayAsk = ({ endpoint: from, egressPolicies }: SourceGroup) =>
    servers.some(
      ({ to, ingressPolicies, port }) =>
        judgeConnection({ from, to, egressPolicies, ingressPolicies }, port)
          .allowed,
    );
  return servers.length === 0
    ? []
    : [...sources]
        .filter(([, groups]) => !groups.every(mayAsk))
        .map(([namespace]) => namespace);
}
