import { IndexedCluster } from '../cluster/IndexedCluster';
import { WorkloadReference } from '../connections/connectionSide';
import { LabelSelector } from '../kubernetes/labels';
import { NetworkPolicyPort } from '../kubernetes/networkPolicy';
import { DecidingRule } from '../policies/deciding';
import { NonEmpty } from '../policies/sideVerdict';
import { Width } from '../schema/openapi';
import { Governance, governanceOf } from './annotations';
import { addEffects } from './effectsOnPods';
import { ExposedPods, exposedPodsIn, ServiceReference } from './exposedPods';
import { ExposureEffect, joinEffects } from './exposureEffect';
import { Opening, Openings } from './openings';
import { isOfPortal } from './policyOwner';
import { compareWidths } from './width';

/**
 * A rule of ingress that opens pods beyond their own namespace: of a NetworkPolicy, or an accepting one of a
 * cluster-wide policy.
 *
 * @public
 */
export interface ClusterExposure extends Governance {
  policy: DecidingRule;
  width: Width;
  /** The namespace of the pods; absent for a cluster-wide policy. */
  namespace?: string;
  /** The namespaces of the pods; only for a cluster-wide policy. */
  namespaceSelector?: LabelSelector;
  podSelector: LabelSelector;
  /** The ports of the rule; none mean every port of every protocol. */
  ports: readonly NetworkPolicyPort[];
  /** How many pods it selects now. Finished ones, and those in the network of their node, do not count. */
  pods: number;
  workloads: readonly WorkloadReference[];
  /** The Services that select at least one of the pods. */
  services: readonly ServiceReference[];
  /** What it does to the pods: each kind once with how many of the pods it is true of, weightiest first. */
  effects: NonEmpty<ExposureEffect>;
  /** Whether this portal manages the policy. */
  managed: boolean;
}

function exposuresOfOpening(
  opening: Opening,
  { pods, workloads, services }: ExposedPods,
): ClusterExposure[] {
  const { reference, namespace, namespaceSelector, podSelector } = opening;
  return opening.rules.map(({ index, name, width, ports, effects }) => ({
    policy: {
      ...reference,
      rule: index,
      ...(name !== undefined && { ruleName: name }),
    },
    width,
    ...(namespace !== undefined && { namespace }),
    ...(namespaceSelector && { namespaceSelector }),
    podSelector,
    ports,
    pods,
    workloads,
    services,
    effects: joinEffects(effects),
    managed: isOfPortal({
      labels: opening.labels,
      annotations: opening.annotations,
      name: reference.name,
      namespace: namespace ?? '',
    }),
    ...governanceOf(opening.annotations),
  }));
}

function compare(
  one: string | number | undefined,
  other: string | number | undefined,
): number {
  const left = one ?? '';
  const right = other ?? '';
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

/**
 * Everything that opens pods beyond their own namespace, and what it does today: every rule of ingress of a
 * NetworkPolicy that admits more than the policy's own namespace, and every rule of a cluster-wide policy that accepts
 * connections from more than the one namespace that the policy is about. A rule that denies, or passes on, opens
 * nothing. Rules that change nothing are listed too: `effects` says so.
 *
 * @param cluster - the cluster
 * @returns widest first; those of cluster-wide policies before those of namespaces, by namespace and name
 * @public
 */
export function exposuresOf(
  cluster: IndexedCluster,
): readonly ClusterExposure[] {
  const openings = new Openings(cluster);
  addEffects(cluster, openings);
  const podsOf = exposedPodsIn(cluster);
  return [...openings.all()]
    .flatMap(opening => exposuresOfOpening(opening, podsOf(opening.classes)))
    .sort(
      (one, other) =>
        compareWidths(one.width, other.width) ||
        compare(one.namespace, other.namespace) ||
        compare(one.policy.name, other.policy.name) ||
        compare(one.policy.rule, other.policy.rule),
    );
}
