import { rulesOfManifests, rulesOfRole } from './manifest';

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
  user: 'admin' | 'reader' | 'writer' | 'walkthrough' | 'viewer';
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

function serviceAccount(
  user: 'reader' | 'writer' | 'walkthrough',
  optedIn: readonly string[],
): ClusterUser {
  const name = `network-policy-${user}`;
  return {
    user,
    username: `system:serviceaccount:backstage:${name}`,
    groups: [
      'system:serviceaccounts',
      'system:serviceaccounts:backstage',
      'system:authenticated',
    ],
    rules: rulesOfManifests({ namespace: 'backstage', name }, optedIn),
  };
}

/**
 * Who may do what.
 *
 * @param optedIn - namespaces in which the writer's role is bound
 */
export function usersOf(optedIn: readonly string[]): ClusterUser[] {
  const walkthrough = serviceAccount('walkthrough', optedIn);
  return [
    {
      user: 'admin',
      username: 'admin',
      groups: ['system:masters', 'system:authenticated'],
      rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
    },
    serviceAccount('reader', optedIn),
    serviceAccount('writer', optedIn),
    {
      ...walkthrough,
      rules: [
        ...walkthrough.rules,
        // On a real cluster the walkthrough binds this role itself. RoleBindings are not simulated.
        ...rulesOfRole('network-policy-walkthrough-contents', 'secondary'),
      ],
    },
    {
      user: 'viewer',
      username: 'viewer',
      groups: ['system:authenticated'],
      rules: viewerRules,
    },
  ];
}
