import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { formatLabels } from '../kubernetes/selectors';
import {
  Endpoint,
  policiesIsolating,
  sourceEndpoint,
} from '../verdict/endpoint';
import { isFinished } from '../verdict/evaluateConnection';

/** Pods of one namespace that no policy tells apart. */
export interface SourceGroup {
  endpoint: Endpoint;
  egressPolicies: readonly NetworkPolicy[];
  /** How many pods it stands for; 0 for the pod without labels that stands for a namespace without pods. */
  size: number;
}

function podKey({ namespace, name }: Pod): string {
  return `${namespace}/${name}`;
}

/**
 * The pods of each namespace that may connect to the targets, grouped so that each group is judged once. Pods that are
 * targets themselves stay alone, for none of them is its own source.
 *
 * @param byAddress - whether a rule of the targets tells pods apart by their addresses
 */
export function groupSources(
  snapshot: ClusterSnapshot,
  targets: readonly Pod[],
  byAddress: boolean,
): Map<string, SourceGroup[]> {
  const targetKeys = new Set(targets.map(podKey));
  const pods = snapshot.pods.filter(
    pod =>
      !isFinished(pod) &&
      // A single target has nobody but others to be reached by.
      !(targets.length === 1 && targetKeys.has(podKey(pod))),
  );
  const groups = new Map<string, Map<string, Pod[]>>();
  for (const { name } of snapshot.namespaces) {
    groups.set(name, new Map());
  }
  for (const { namespace } of [...snapshot.pods, ...targets]) {
    if (!groups.has(namespace)) {
      groups.set(namespace, new Map());
    }
  }
  for (const pod of pods) {
    const key = [
      formatLabels(pod.labels),
      pod.hostNetwork,
      byAddress ? pod.addresses.join() : '',
      targetKeys.has(podKey(pod)) ? pod.name : '',
    ].join('|');
    const ofNamespace = groups.get(pod.namespace);
    ofNamespace?.set(key, [...(ofNamespace.get(key) ?? []), pod]);
  }
  const toGroup = (endpoint: Endpoint, size: number): SourceGroup => ({
    endpoint,
    egressPolicies: policiesIsolating(
      snapshot.networkPolicies,
      endpoint,
      'Egress',
    ),
    size,
  });
  return new Map(
    [...groups].map(([namespace, ofNamespace]) => [
      namespace,
      ofNamespace.size > 0
        ? [...ofNamespace.values()].map(alike =>
            toGroup(
              sourceEndpoint(snapshot, { kind: 'pod', pod: alike[0] }),
              alike.length,
            ),
          )
        : [
            toGroup(
              sourceEndpoint(snapshot, {
                kind: 'hypothetical-pod',
                namespace,
                labels: {},
              }),
              0,
            ),
          ],
    ]),
  );
}
