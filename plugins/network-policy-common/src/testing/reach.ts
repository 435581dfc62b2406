import { IndexedCluster } from '../cluster/IndexedCluster';
import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { pod, policy, snapshot } from './snapshotOf';
import { evaluateReach } from '../reach/evaluateReach';
import { TargetReach } from '../reach/targetReach';

export const web = pod(
  'default/web',
  { app: 'web' },
  { ports: [{ name: 'http', protocol: 'TCP', containerPort: 8080 }] },
);
const near = pod('default/near', { role: 'client' });
export const client = pod('shop/client', { role: 'client' });
export const batch = pod('shop/batch', { role: 'batch' });
const namespaces = ['default', 'shop', 'empty', 'kube-system'].map(name => ({
  name,
  labels: { 'kubernetes.io/metadata.name': name },
}));

/** The reach of `web` under these policies, in a cluster of four namespaces. */
export function reachOf(
  networkPolicies: NetworkPolicy[],
  rest: Partial<ClusterSnapshot> = {},
  targets: Pod[] = [web],
): TargetReach {
  return evaluateReach(
    IndexedCluster.from(
      snapshot({
        namespaces,
        pods: [web, near, client, batch],
        networkPolicies,
        ...rest,
      }),
    ),
    { namespace: 'default', pods: targets },
  );
}

/** The row of a namespace. */
export const row = (reach: TargetReach, namespace: string) =>
  reach.namespaces.find(one => one.namespace === namespace);

/** A policy of `web` with these rules of ingress. */
export const opening = (name: string, rule: string) =>
  policy(
    name,
    `{ podSelector: { matchLabels: { app: web } }, ingress: [${rule}] }`,
  );
export const denyAll = policy(
  'web-deny-all',
  '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }',
);
export const allNamespaces = opening(
  'np05',
  '{ from: [{ namespaceSelector: {} }] }',
);
export const clientsOnly = opening(
  'clients',
  '{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { role: client } } }] }',
);
