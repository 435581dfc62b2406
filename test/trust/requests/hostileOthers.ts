import { ApiRequest, Method } from '../cluster/Account';
import { namespaces, owner } from '../cluster/world';
import { HostileRequest } from './hostile';

const { consenting } = namespaces;
const core = `/api/v1/namespaces/${consenting}`;
const rbac = '/apis/rbac.authorization.k8s.io/v1';

const named = (
  name: string,
  method: Method,
  path: string,
  body?: object,
  headers?: Record<string, string>,
): HostileRequest => {
  const request: ApiRequest = { method, path, body, headers };
  return { name, wall: 'rights', request };
};

const writes: [string, Method, string, object?][] = [
  [
    'consent that it writes itself',
    'PATCH',
    core,
    {
      metadata: {
        annotations: { 'network-policy.backstage.io/owners': owner },
      },
    },
  ],
  ['a Namespace', 'POST', '/api/v1/namespaces', { metadata: { name: 'np-x' } }],
  ['the removal of a Namespace', 'DELETE', core],
  [
    'a pod',
    'POST',
    `${core}/pods`,
    {
      metadata: { name: 'x' },
      spec: { containers: [{ name: 'x', image: 'busybox' }] },
    },
  ],
  [
    'the removal of a ConfigMap',
    'DELETE',
    `${core}/configmaps/kube-root-ca.crt`,
  ],
  [
    'an eviction',
    'POST',
    `${core}/pods/x/eviction`,
    {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: 'x', namespace: consenting },
    },
  ],
  [
    'a token of another account',
    'POST',
    '/api/v1/namespaces/backstage/serviceaccounts/default/token',
    {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { audiences: [] },
    },
  ],
  ['a Secret', 'POST', `${core}/secrets`, { metadata: { name: 'x' } }],
  [
    'another list of images',
    'PATCH',
    '/api/v1/namespaces/backstage/configmaps/network-policy-admission',
    { data: { images: 'busybox' } },
  ],
  [
    'a binding of its own',
    'POST',
    `${rbac}/namespaces/${consenting}/rolebindings`,
    {
      metadata: { name: 'x' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'view',
      },
      subjects: [
        {
          kind: 'ServiceAccount',
          name: 'network-policy-writer',
          namespace: 'backstage',
        },
      ],
    },
  ],
  [
    'more rights for its role',
    'PATCH',
    `${rbac}/clusterroles/network-policy-writer`,
    { rules: [] },
  ],
  [
    'a CronJob',
    'POST',
    `/apis/batch/v1/namespaces/${consenting}/cronjobs`,
    {
      metadata: { name: 'x' },
      spec: {
        schedule: '* * * * *',
        jobTemplate: {
          spec: {
            template: {
              spec: {
                restartPolicy: 'Never',
                containers: [{ name: 'x', image: 'busybox' }],
              },
            },
          },
        },
      },
    },
  ],
];

const others: [string, Method, string, object?][] = [
  ['reading Secrets', 'GET', `${core}/secrets`],
  [
    'reading what its admission allows',
    'GET',
    '/api/v1/namespaces/backstage/configmaps',
  ],
  // Policies of admission are not themselves subject to admission.
  [
    'the end of admission',
    'DELETE',
    '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/network-policy-writer-probes?dryRun=All',
  ],
  ['reading logs', 'GET', `${core}/pods/x/log`],
  [
    'pods of a namespace that has not opted in',
    'GET',
    `/api/v1/namespaces/${namespaces.closed}/pods`,
  ],
  ['pods of the whole cluster', 'GET', '/api/v1/pods'],
];

/** Writes of other kinds: refused by rights, and by admission where rights are too wide. */
export function hostileWrites(): HostileRequest[] {
  return writes.map(([name, method, path, body]) =>
    named(name, method, `${path}?dryRun=All`, body),
  );
}

/** Requests that rights alone refuse: admission sees no reads, and nothing of its own policies. */
export function hostileOthers(): HostileRequest[] {
  return [
    ...others.map(([name, method, path]) => named(name, method, path)),
    named(
      'a shell in a pod',
      'POST',
      `${core}/pods/x/exec?command=sh&stdout=true`,
    ),
    named(
      'the name of an administrator',
      'GET',
      '/api/v1/namespaces/default/pods',
      undefined,
      { 'impersonate-user': 'admin', 'impersonate-group': 'system:masters' },
    ),
  ];
}
