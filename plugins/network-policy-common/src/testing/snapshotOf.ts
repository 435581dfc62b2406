import { parse } from 'yaml';
import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { parseNetworkPolicy } from '../kubernetes/parseNetworkPolicy';
import { Parsed } from '../parsing/parsed';

/** The value of a successful parse; fails the test otherwise. */
export function valueOf<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.problems));
  }
  return parsed.value;
}

/** A running pod in few words. */
export function pod(
  reference: string,
  labels: Labels = {},
  rest: Partial<Pod> = {},
): Pod {
  const [namespace, name] = reference.split('/');
  return {
    namespace,
    name,
    labels,
    phase: 'Running',
    hostNetwork: false,
    addresses: [],
    ports: [],
    ...rest,
  };
}

/** A policy of the namespace `default` by the YAML of its spec. */
export function policy(
  name: string,
  spec: string,
  namespace = 'default',
): NetworkPolicy {
  return valueOf(
    parseNetworkPolicy({ metadata: { name, namespace }, spec: parse(spec) }),
  );
}

/** A snapshot of what is given; namespaces that are only used are left out, as a folder of manifests would. */
export function snapshot(parts: Partial<ClusterSnapshot>): ClusterSnapshot {
  return {
    namespaces: [],
    pods: [],
    services: [],
    endpointSlices: [],
    nodes: [],
    networkPolicies: [],
    clusterNetworkPolicies: [],
    notEvaluated: [],
    ...parts,
  };
}
