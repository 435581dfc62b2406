import { rulesOfManifest } from './manifest';

/** One rule of a Role or ClusterRole. */
export interface PolicyRule {
  apiGroups: string[];
  resources: string[];
  /** Only objects of these names. */
  resourceNames?: string[];
  /** Only in this namespace, for the rules of a RoleBinding. */
  namespace?: string;
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

const viewerRules: PolicyRule[] = [
  {
    apiGroups: [''],
    resources: [
      ...['namespaces', 'pods', 'services', 'nodes', 'events'],
      ...['configmaps', 'limitranges', 'resourcequotas'],
    ],
    verbs: read,
  },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  {
    apiGroups: [
      ...['apps', 'autoscaling', 'discovery.k8s.io', 'networking.k8s.io'],
    ],
    resources: ['*'],
    verbs: read,
  },
  { apiGroups: ['batch'], resources: ['cronjobs'], verbs: read },
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
    rules: rulesOfManifest({ namespace: 'backstage', name: 'portal' }),
  },
  {
    user: 'viewer',
    username: 'viewer',
    groups: ['system:authenticated'],
    rules: viewerRules,
  },
];
