/* Objects with every field that is read, and some that are not. */

const metadata = {
  name: 'web',
  namespace: 'shop',
  uid: '1-2',
  creationTimestamp: '2026-03-02T08:15:30Z',
  labels: { app: 'web' },
  annotations: { note: 'x' },
  resourceVersion: '12',
  ownerReferences: [
    { kind: 'Deployment', name: 'web', controller: true, uid: '3-4' },
  ],
  managedFields: [
    {
      manager: 'kubectl',
      operation: 'Update',
      time: '2026-03-02T08:15:30Z',
      fieldsV1: { 'f:spec': { '.': {} } },
    },
  ],
};

const template = {
  metadata: { labels: { app: 'web' }, annotations: { note: 'x' } },
  spec: {
    hostNetwork: false,
    nodeName: 'node-1',
    serviceAccountName: 'default',
    containers: [
      {
        name: 'web',
        image: 'nginx',
        ports: [
          { name: 'http', protocol: 'TCP', containerPort: 80, hostPort: 80 },
        ],
      },
    ],
    initContainers: [
      { name: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 1 }] },
    ],
    volumes: [{ name: 'data', emptyDir: {} }],
  },
};

function workload(apiVersion: string, kind: string, spec: object) {
  return {
    apiVersion,
    kind,
    metadata,
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
    status: { conditions: [{ type: 'Available', status: 'True' }] },
  };
}

const labelled = { matchLabels: { app: 'web' } };
const selector = {
  ...labelled,
  matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }],
};
const pods = { pods: { namespaceSelector: selector, podSelector: labelled } };

const v1alpha1 = {
  subject: pods,
  ingress: [
    {
      name: 'in',
      action: 'Allow',
      from: [{ namespaces: selector }, pods],
      ports: [
        { portNumber: { protocol: 'TCP', port: 80 } },
        { portRange: { protocol: 'UDP', start: 1, end: 9 } },
        { namedPort: 'http' },
      ],
    },
  ],
  egress: [
    {
      name: 'out',
      action: 'Deny',
      to: [{ networks: ['10.0.0.0/8'] }, { nodes: selector }, { later: {} }],
      ports: [{ later: { port: 1 } }],
    },
  ],
};

const v1alpha2 = {
  tier: 'Admin',
  priority: 10,
  subject: { namespaces: selector },
  ingress: [
    {
      name: 'in',
      action: 'Accept',
      from: [{ namespaces: selector }, pods],
      protocols: [
        { tcp: { destinationPort: { number: 80 } } },
        { udp: { destinationPort: { range: { start: 1, end: 9 } } } },
        { sctp: { later: 1 } },
        { destinationNamedPort: 'http' },
      ],
    },
  ],
  egress: [
    { action: 'Accept', to: [{ domainNames: ['example.com'] }] },
    { action: 'Deny', to: [{ networks: ['10.0.0.0/8'] }] },
  ],
};

const policyGroup = 'policy.networking.k8s.io';

/** One object of each kind of which there are few in a cluster; rawObjects has the others. */
export const wholeObjects: readonly object[] = [
  workload('apps/v1', 'Deployment', { replicas: 2, template }),
  workload('apps/v1', 'ReplicaSet', { replicas: 2, template }),
  workload('apps/v1', 'StatefulSet', { replicas: 2, template }),
  workload('apps/v1', 'DaemonSet', { template }),
  workload('v1', 'ReplicationController', { replicas: 2, template }),
  workload('batch/v1', 'Job', { parallelism: 2, template }),
  workload('batch/v1', 'CronJob', {
    jobTemplate: { spec: { parallelism: 2, template } },
  }),
  {
    apiVersion: `${policyGroup}/v1alpha1`,
    kind: 'AdminNetworkPolicy',
    metadata,
    spec: { priority: 10, ...v1alpha1 },
  },
  {
    apiVersion: `${policyGroup}/v1alpha1`,
    kind: 'BaselineAdminNetworkPolicy',
    metadata: { ...metadata, name: 'default' },
    spec: v1alpha1,
  },
  {
    apiVersion: `${policyGroup}/v1alpha2`,
    kind: 'ClusterNetworkPolicy',
    metadata,
    spec: v1alpha2,
  },
  {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata,
    spec: { endpointSelector: {} },
  },
];
