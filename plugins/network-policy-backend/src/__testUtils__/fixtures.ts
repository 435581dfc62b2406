import { Entity } from '@backstage/catalog-model';
import { FakeCluster } from './FakeCluster';
import { FakeObject } from './fakeObjects';

const component = (
  name: string,
  owner: string,
  annotations: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', annotations },
  spec: { type: 'service', lifecycle: 'production', owner },
});

/** The service that is shared, one of another team, one that is not on Kubernetes, one in one cluster only. */
export const entities = {
  web: component('web', 'web-team', {
    'backstage.io/kubernetes-label-selector': 'app=web',
  }),
  database: component('database', 'data-team', {
    'backstage.io/kubernetes-label-selector': 'app=db',
  }),
  website: component('website', 'web-team', {}),
  southern: component('southern', 'web-team', {
    'backstage.io/kubernetes-label-selector': 'app=web',
    'backstage.io/kubernetes-cluster': 'south',
  }),
};

export const pod = (
  name: string,
  namespace: string,
  labels: Record<string, string>,
  podIP = '10.0.0.9',
): FakeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels },
  spec: {
    containers: [
      { name: 'main', ports: [{ containerPort: 8080, name: 'http' }] },
    ],
  },
  status: { phase: 'Running', podIP, podIPs: [{ ip: podIP }] },
});

export const namespace = (name: string): FakeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
});

export const policy = (
  name: string,
  app: string,
  {
    ingress = [],
    manager = 'kubectl-client-side-apply',
    ...metadata
  }: {
    ingress?: object[];
    manager?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    namespace?: string;
  } = {},
): FakeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: {
    namespace: 'default',
    ...metadata,
    name,
    managedFields: [
      {
        manager,
        time: '2026-11-20T10:00:00Z',
        fieldsV1: { 'f:spec': {} },
      },
    ],
  },
  spec: {
    podSelector: { matchLabels: { app } },
    policyTypes: ['Ingress'],
    ingress,
  },
});

/** The walkthrough's situation: web is isolated in default, beside a database of another team. */
export function fillCluster(cluster: FakeCluster): FakeCluster {
  for (const name of ['default', 'secondary', 'kube-system']) {
    cluster.put('namespaces', namespace(name));
  }
  return cluster
    .put('pods', pod('web-1', 'default', { app: 'web' }, '10.0.0.1'))
    .put('pods', pod('db-1', 'default', { app: 'db' }, '10.0.0.2'))
    .put('pods', pod('client', 'secondary', { app: 'client' }, '10.0.0.3'))
    .put('services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        type: 'ClusterIP',
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort: 'http', protocol: 'TCP' }],
      },
    })
    .put('networkpolicies', policy('web-deny-all', 'web'));
}
