import {
  NetworkPolicy,
  parseNetworkPolicy,
} from 'backstage-plugin-network-policy-common';

/** A NetworkPolicy named `policy`, read from its spec. */
export function policy(namespace: string, spec: object): NetworkPolicy {
  const parsed = parseNetworkPolicy({
    metadata: { name: 'policy', namespace },
    spec,
  });
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.problems));
  }
  return parsed.value;
}
