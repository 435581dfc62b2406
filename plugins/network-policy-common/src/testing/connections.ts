import { IndexedCluster } from '../cluster/IndexedCluster';
import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { ConnectionEnd } from '../cluster/ends';
import { evaluateConnection } from '../verdict/evaluateConnection';
import { PodPort } from '../policies/matchPort';
import { Verdict } from '../verdict/verdict';
import { pod, policy, snapshot } from './snapshotOf';

export const web = pod('default/web', { app: 'web' });
export const client = pod('default/client', { role: 'client' });
export const stranger = pod('other/stranger', { role: 'client' });
export const outside: ConnectionEnd = {
  kind: 'address',
  address: '203.0.113.7',
};
export const http: PodPort = { protocol: 'TCP', port: 80 };

export const from = (source: Pod): ConnectionEnd => ({
  kind: 'pod',
  pod: source,
});

/** Judges a connection under these policies: to `web` on TCP 80 unless said otherwise. */
export function judge(
  policies: NetworkPolicy[],
  source: ConnectionEnd,
  to: Pod = web,
  port: PodPort = http,
  rest: Partial<ClusterSnapshot> = {},
): Verdict {
  return evaluateConnection(
    IndexedCluster.from(snapshot({ networkPolicies: policies, ...rest })),
    { from: source, to: { kind: 'pod', pod: to }, port },
  );
}

/** Whether {@link judge} allows. */
export function allows(...parameters: Parameters<typeof judge>): boolean {
  return judge(...parameters).allowed;
}

/** The start of a policy's spec that selects `web`. */
export const selectWeb = '{ podSelector: { matchLabels: { app: web } }';

/** Recipe 01 for `web`. */
export const denyAll = policy(
  'deny-all',
  `${selectWeb}, policyTypes: [Ingress] }`,
);

/** A policy of `web` with this rule of ingress. */
export const ingress = (rule: string): NetworkPolicy =>
  policy('ingress', `${selectWeb}, ingress: [${rule}] }`);
