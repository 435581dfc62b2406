/** One rule of a ClusterRole. */
export interface PolicyRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

export interface ClusterUser {
  /** Short name, by which tokens are asked for. */
  user: 'admin' | 'portal' | 'viewer';
  /** Name by which the API server knows the user. */
  username: string;
  groups: string[];
  rules: PolicyRule[];
}

const read = ['get', 'list', 'watch'];

/** What the Backstage kubernetes plugin lists for an entity page. */
const entityPage: PolicyRule[] = [
  {
    apiGroups: [''],
    resources: ['configmaps', 'limitranges', 'resourcequotas'],
    verbs: read,
  },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  {
    apiGroups: ['apps'],
    resources: ['deployments', 'replicasets', 'statefulsets', 'daemonsets'],
    verbs: read,
  },
  {
    apiGroups: ['autoscaling'],
    resources: ['horizontalpodautoscalers'],
    verbs: read,
  },
  { apiGroups: ['batch'], resources: ['cronjobs'], verbs: read },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: read },
];

/** What verdicts are computed from. */
const clusterState: PolicyRule[] = [
  {
    apiGroups: [''],
    resources: ['namespaces', 'pods', 'services'],
    verbs: read,
  },
  {
    apiGroups: ['discovery.k8s.io'],
    resources: ['endpointslices'],
    verbs: read,
  },
  {
    apiGroups: ['networking.k8s.io'],
    resources: ['networkpolicies'],
    verbs: read,
  },
];

/** Applying and revoking, probing, and the walkthrough. */
const changes: PolicyRule[] = [
  {
    apiGroups: ['networking.k8s.io'],
    resources: ['networkpolicies'],
    verbs: ['create', 'patch', 'delete'],
  },
  {
    apiGroups: ['batch'],
    resources: ['jobs'],
    verbs: ['create', 'get', 'list', 'watch', 'delete'],
  },
  { apiGroups: [''], resources: ['events'], verbs: ['list'] },
  {
    apiGroups: [''],
    resources: ['pods', 'services', 'namespaces'],
    verbs: ['create', 'patch', 'delete'],
  },
];

/** The rights that the README's RBAC manifest gives the portal, and no more. */
export const portalRules: PolicyRule[] = [
  ...clusterState,
  ...entityPage,
  ...changes,
];

const viewerRules: PolicyRule[] = [
  ...clusterState,
  ...entityPage,
  { apiGroups: [''], resources: ['nodes', 'events'], verbs: read },
];

export const users: ClusterUser[] = [
  {
    user: 'admin',
    username: 'admin',
    groups: ['system:masters', 'system:authenticated'],
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  },
  {
    user: 'portal',
    username: 'system:serviceaccount:backstage:portal',
    groups: [
      'system:serviceaccounts',
      'system:serviceaccounts:backstage',
      'system:authenticated',
    ],
    rules: portalRules,
  },
  {
    user: 'viewer',
    username: 'viewer',
    groups: ['system:authenticated'],
    rules: viewerRules,
  },
];
