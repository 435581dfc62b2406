import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { parseNetworkPolicy } from '../kubernetes/parseNetworkPolicy';
import {
  allNamespaces,
  clientsOnly,
  denyAll,
  opening,
  reachOf,
} from '../testing/reach';
import { valueOf } from '../testing/snapshotOf';

it('lists exposures, widest first, with who opened them and why', () => {
  const np05: NetworkPolicy = {
    ...allNamespaces,
    labels: { 'app.kubernetes.io/managed-by': 'backstage' },
    annotations: {
      'network-policy.backstage.io/owner': 'group:default/web-team',
      'network-policy.backstage.io/reason': 'Shared login page',
      'network-policy.backstage.io/review-by': '2027-02-12',
      'network-policy.backstage.io/requested-by': 'user:default/dana',
      'network-policy.backstage.io/ticket': 'WEB-12',
    },
  };
  const mixed = opening('mixed', '{ from: [{ podSelector: {} }] }, {}');
  expect(reachOf([denyAll, clientsOnly, np05, mixed]).exposures).toEqual([
    {
      policy: { namespace: 'default', name: 'mixed', rule: 1 },
      width: 'any-source',
      managed: false,
    },
    {
      policy: { namespace: 'default', name: 'np05', rule: 0 },
      width: 'all-namespaces',
      managed: true,
      owner: 'group:default/web-team',
      reason: 'Shared login page',
      reviewBy: '2027-02-12',
      requestedBy: 'user:default/dana',
      ticket: 'WEB-12',
    },
    {
      policy: { namespace: 'default', name: 'clients', rule: 0 },
      width: 'certain-pods',
      managed: false,
    },
  ]);
});

it('says of a policy that a tool has adopted that it is not managed here', () => {
  const adopted: NetworkPolicy = {
    ...allNamespaces,
    labels: { 'app.kubernetes.io/managed-by': 'backstage' },
    annotations: {
      'argocd.argoproj.io/tracking-id':
        'shop:networking.k8s.io/NetworkPolicy:default/np05',
    },
  };
  expect(reachOf([denyAll, adopted]).exposures).toMatchObject([
    { policy: { name: 'np05' }, managed: false },
  ]);
});

it('says so too of a policy that is applied from a file', () => {
  const adopted = valueOf(
    parseNetworkPolicy({
      metadata: {
        name: 'np05',
        namespace: 'default',
        labels: { 'app.kubernetes.io/managed-by': 'backstage' },
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration':
            '{ "kind": "NetworkPolicy" }',
        },
      },
      spec: {
        podSelector: { matchLabels: { app: 'web' } },
        ingress: [{ from: [{ namespaceSelector: {} }] }],
      },
    }),
  );
  expect(reachOf([denyAll, adopted]).exposures).toMatchObject([
    { policy: { name: 'np05' }, managed: false },
  ]);
});
