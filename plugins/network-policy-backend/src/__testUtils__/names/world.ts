import { Entity } from '@backstage/catalog-model';
import { FakeKubernetes } from '../FakeKubernetes';
import { pod, policy } from '../fixtures';
import { attempt } from '../storedRuns';
import { Marks } from './Marks';

/** Who owns what. The service `web` is of this team, and so is its namespace. */
export const webTeam = 'group:default/web-team';

export const runId = '7f1d1b1a-5a4e-4a1c-9a3c-0d6a3a1f2b11';

/**
 * A cluster in which everything has a name that means itself, and the entities that are about it:
 *
 * - `own`, where `web` runs, with policies that open it, one of which a tool has adopted
 * - `client`, `closed` and `odd`, whose pods may connect, may not, and have a policy that is not understood
 * - `twin`, where a stranger's pod has the label of `web`
 * - `quiet`, where another team shares a service of its own
 */
export function createWorld() {
  const marks = new Marks();
  const places = {
    own: marks.of('namespace own'),
    client: marks.of('namespace client'),
    closed: marks.of('namespace closed'),
    odd: marks.of('namespace odd'),
    twin: marks.of('namespace twin'),
    quiet: marks.of('namespace quiet'),
  };
  const policies = {
    closed: marks.of('policy own closed'),
    open: marks.of('policy own open'),
    adopted: marks.of('policy own adopted'),
    foreign: marks.of('policy own foreign'),
    egress: marks.of('policy closed egress'),
    odd: marks.of('policy odd'),
    quiet: marks.of('policy quiet'),
    admin: marks.of('policy admin'),
  };
  const kubernetes = new FakeKubernetes();
  const cluster = kubernetes.add('north');

  for (const [place, name] of Object.entries(places)) {
    cluster.put('namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: {
          'kubernetes.io/metadata.name': name,
          team: marks.of(`label of namespace ${place}`),
        },
        annotations: {
          'network-policy.backstage.io/owners':
            place === 'own'
              ? webTeam
              : `group:default/${marks.of(`owner of namespace ${place}`)}`,
        },
      },
    });
  }

  const addPod = (place: keyof typeof places, labels: Record<string, string>) =>
    cluster.put(
      'pods',
      pod(marks.of(`pod of ${place}`), places[place], {
        ...labels,
        extra: marks.of(`label of pod ${place}`),
      }),
    );
  addPod('own', { app: 'web' });
  addPod('own', { app: 'database' });
  addPod('client', { app: 'client' });
  addPod('closed', { app: 'closed' });
  addPod('odd', { app: 'odd' });
  addPod('twin', { app: 'web' });
  addPod('quiet', { app: 'quiet' });

  const addService = (place: keyof typeof places, app: string) =>
    cluster.put('services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: marks.of(`service ${app} of ${place}`),
        namespace: places[place],
      },
      spec: {
        type: 'ClusterIP',
        selector: { app },
        ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }],
      },
    });
  addService('own', 'web');
  addService('own', 'database');
  addService('twin', 'web');
  addService('quiet', 'quiet');

  const everybody = [{ from: [{ namespaceSelector: {} }] }];
  const managed = { 'app.kubernetes.io/managed-by': 'backstage' };
  const about = (what: string, owner: string, entity?: string) => ({
    'network-policy.backstage.io/owner': owner,
    'network-policy.backstage.io/reason': marks.of(`reason of ${what}`),
    'network-policy.backstage.io/requested-by': `user:default/${marks.of(
      `person of ${what}`,
    )}`,
    ...(entity && { 'network-policy.backstage.io/entity': entity }),
  });
  const web = 'component:default/web';
  cluster
    .put(
      'networkpolicies',
      policy(policies.closed, 'web', { namespace: places.own }),
    )
    .put(
      'networkpolicies',
      policy(policies.open, 'web', {
        namespace: places.own,
        ingress: everybody,
        manager: 'backstage-network-policy',
        labels: managed,
        annotations: about('policy own open', webTeam, web),
      }),
    )
    .put(
      'networkpolicies',
      policy(policies.adopted, 'web', {
        namespace: places.own,
        ingress: everybody,
        manager: 'argocd-controller',
        labels: managed,
        annotations: about('policy own adopted', webTeam, web),
      }),
    )
    .put(
      'networkpolicies',
      policy(policies.foreign, 'database', {
        namespace: places.own,
        ingress: everybody,
        manager: marks.of('manager of policy own foreign'),
        annotations: about(
          'policy own foreign',
          `group:default/${marks.of('owner of policy own foreign')}`,
          `component:default/${marks.of('entity of policy own foreign')}`,
        ),
      }),
    )
    .put('networkpolicies', {
      ...policy(policies.egress, '', { namespace: places.closed }),
      spec: { podSelector: {}, policyTypes: ['Egress'] },
    })
    .put('networkpolicies', {
      ...policy(policies.odd, '', { namespace: places.odd }),
      spec: {
        podSelector: { matchLabels: { app: marks.of('value of policy odd') } },
        policyTypes: ['Sideways'],
      },
    })
    .put(
      'networkpolicies',
      policy(policies.quiet, 'quiet', {
        namespace: places.quiet,
        ingress: everybody,
        annotations: about(
          'policy quiet',
          `group:default/${marks.of('owner of policy quiet')}`,
        ),
      }),
    );
  cluster.installed.add('adminnetworkpolicies');
  cluster.put('adminnetworkpolicies', {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: policies.admin },
    spec: {
      priority: 1,
      subject: { namespaces: {} },
      ingress: [
        {
          name: marks.of('rule of policy admin'),
          action: 'Deny',
          from: [
            {
              namespaces: {
                matchLabels: { 'kubernetes.io/metadata.name': places.odd },
              },
            },
          ],
        },
      ],
    },
  });

  /** A probe run that somebody else has made, with a control. */
  const attempts = [
    attempt(places.client),
    attempt(places.odd, { purpose: 'control' }),
  ];
  return { marks, places, policies, kubernetes, cluster, attempts };
}

export type World = ReturnType<typeof createWorld>;

const component = (name: string, owner: string, selector: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-label-selector': selector },
  },
  spec: { type: 'service', lifecycle: 'production', owner },
});

/** Two of them claim the pods of everybody. */
export const entities = [
  component('web', 'web-team', 'app=web'),
  component('everything', 'web-team', '!no-such-label'),
  component('most', 'web-team', 'app!=no-such-app'),
];
