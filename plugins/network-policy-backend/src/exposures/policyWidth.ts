import {
  exposureWidth,
  parseNetworkPolicy,
  placeOfWidth,
  Width,
} from 'backstage-plugin-network-policy-common';
import { KubernetesObject } from '../clusters/kubernetesObject';

/** The width of a policy's widest rule; undefined when the policy opens nothing beyond its namespace. */
export function widthOf(existing: KubernetesObject): Width | undefined {
  const parsed = parseNetworkPolicy(existing);
  if (!parsed.ok) {
    // Nobody knows how wide it is, so it takes the permission for the widest.
    return 'any-source';
  }
  const policy = parsed.value;
  return policy.ingress
    .flatMap(rule => exposureWidth(policy, rule) ?? [])
    .sort((one, other) => placeOfWidth(one) - placeOfWidth(other))[0];
}
