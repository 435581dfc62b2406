import {
  managedByLabel,
  NetworkPolicyManifest,
  networkPolicyAnnotations,
  parseNetworkPolicy,
} from 'backstage-plugin-network-policy-common';
import { isDeepStrictEqual } from 'node:util';
import { KubernetesObject } from '../clusters/kubernetesObject';

/** Who asked first stays on the policy; somebody else asking for the same changes nothing. */
const COMPARED_ANNOTATIONS = Object.values(networkPolicyAnnotations).filter(
  annotation => annotation !== networkPolicyAnnotations.requestedBy,
);

/**
 * Whether a policy that exists is what a manifest asks for, however either is spelled.
 */
export function isSamePolicy(
  existing: KubernetesObject,
  manifest: NetworkPolicyManifest,
): boolean {
  return isDeepStrictEqual(essence(existing), essence(manifest));
}

function essence(policy: KubernetesObject | NetworkPolicyManifest) {
  const parsed = parseNetworkPolicy(policy);
  if (!parsed.ok) {
    return parsed.problems;
  }
  const { podSelector, policyTypes, ingress, egress, labels, annotations } =
    parsed.value;
  return {
    podSelector,
    policyTypes,
    ingress,
    egress,
    managedBy: labels[managedByLabel],
    annotations: COMPARED_ANNOTATIONS.map(key => annotations[key]),
  };
}
