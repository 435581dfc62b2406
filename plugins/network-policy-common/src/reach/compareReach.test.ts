import { IndexedCluster } from '../cluster/IndexedCluster';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { compareReach } from './compareReach';
import { evaluateReach } from './evaluateReach';

const web = pod(
  'default/web',
  { app: 'web' },
  {
    ports: [
      { protocol: 'TCP', containerPort: 80 },
      { protocol: 'TCP', containerPort: 81 },
    ],
  },
);
const pods = [
  web,
  pod('a/client', { role: 'client' }),
  pod('a/batch'),
  pod('b/any'),
];
const reachOf = (...rules: string[]) =>
  evaluateReach(
    IndexedCluster.from(
      snapshot({
        pods,
        networkPolicies: rules.map((rule, index) =>
          policy(
            `p${index}`,
            `{ podSelector: { matchLabels: { app: web } }, ${rule} }`,
          ),
        ),
      }),
    ),
    { namespace: 'default', pods: [web] },
  );

const closed = 'policyTypes: [Ingress]';
const open = 'ingress: [{ from: [{ namespaceSelector: {} }] }]';
const clients =
  'ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { role: client } } }] }]';

it.each([
  [[closed], [closed], [], []],
  [[closed], [open], ['a', 'b', 'default'], []],
  [[open], [closed], [], ['a', 'b', 'default']],
  [[], [open], [], []],
  [[closed], [clients], ['a'], []],
  [[clients], [open], ['a', 'b', 'default'], []],
  [[], ['ingress: [{ ports: [{ port: 80 }] }]'], [], ['a', 'b', 'default']],
  [
    ['ingress: [{ ports: [{ port: 80 }] }]'],
    ['ingress: [{ ports: [{ port: 81 }] }]'],
    ['a', 'b', 'default'],
    ['a', 'b', 'default'],
  ],
])('%j to %j', (before, after, gains, loses) => {
  expect(compareReach(reachOf(...before), reachOf(...after))).toEqual({
    gains,
    loses,
  });
});
