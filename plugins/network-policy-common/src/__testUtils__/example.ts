import { parseAllDocuments } from 'yaml';
import {
  buildNetworkPolicy,
  collectSnapshot,
  compareReach,
  connectionsOf,
  differenceOf,
  evaluateConnection,
  evaluateReach,
  exposuresOf,
  IndexedCluster,
  parseExposureDraft,
  parseNetworkPolicy,
  readObject,
} from '../index';

const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: default }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: client, namespace: shop }
spec: { containers: [{ name: client }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web-deny-all, namespace: default }
spec: { podSelector: { matchLabels: { app: web } } }
`;

/** The example of the README, which prints what its comments say. */
export function example(console: Pick<Console, 'log'>): void {
  const read = parseAllDocuments(manifests).map(document =>
    readObject(document.toJS()),
  );
  const cluster = IndexedCluster.from(collectSnapshot(read));

  const web = cluster.pod('default', 'web-1');
  const client = cluster.pod('shop', 'client');
  if (!web || !client) {
    throw new Error('What is wrong with an object is in what was read');
  }

  const verdict = evaluateConnection(cluster, {
    from: { kind: 'pod', pod: client },
    to: { kind: 'pod', pod: web },
    port: { protocol: 'TCP', port: 80 },
  });
  console.log(verdict.allowed, verdict.ingress.because); // false no-rule
  console.log(verdict.ingress.policies[0]?.name); // web-deny-all

  const target = { namespace: 'default', pods: [web] };
  const reach = evaluateReach(cluster, target);
  console.log(reach.headline, reach.outside); // closed shut-out

  const draft = parseExposureDraft({
    cluster: 'production',
    namespace: 'default',
    name: 'web-allow-all-namespaces',
    podSelector: { app: 'web' },
    from: { width: 'all-namespaces' },
    ports: [],
    reason: 'Shared login page',
  });
  const policy =
    draft.ok && parseNetworkPolicy(buildNetworkPolicy(draft.value));
  if (!policy || !policy.ok) {
    throw new Error('What is wrong with it is in its problems');
  }

  const change = {
    type: 'set',
    kind: 'NetworkPolicy',
    object: policy.value,
  } as const;
  const opened = cluster.preview([change], after =>
    evaluateReach(after, target),
  );
  console.log(opened.headline, opened.outside); // open-to-all shut-out
  console.log(compareReach(reach, opened).gains); // ["default","shop"]

  const after = IndexedCluster.from(collectSnapshot(read));
  after.apply(change);

  for (const { from, gained } of differenceOf(cluster, after)) {
    console.log(from.kind, `${gained}`); // workload all ports
  }
  for (const { policy: opening, width, effects } of exposuresOf(after)) {
    console.log(opening.name, width, effects[0].kind); // web-allow-all-namespaces all-namespaces opens
  }
  for (const { from, to, allowed } of connectionsOf(after)) {
    console.log(from, to, allowed.toRanges());
  }
}
