import {
  ClusterNetworkPolicy,
  ClusterNetworkPolicyRule,
} from 'backstage-plugin-network-policy-common';
import { selecting } from './policies';

const everyNamespace = { namespaceSelector: selecting() };
const teamNamespaces = {
  namespaceSelector: selecting({}, [
    { key: 'team', operator: 'NotIn', values: ['platform'] },
  ]),
};
const monitoring = {
  kind: 'pods',
  namespaceSelector: selecting({ 'kubernetes.io/metadata.name': 'monitoring' }),
} as const;

type Draft = Pick<
  ClusterNetworkPolicy,
  'name' | 'tier' | 'subject' | 'ingress' | 'egress'
>;

function admitting(name: string, team: string): Draft {
  const rule: ClusterNetworkPolicyRule = {
    action: 'Accept',
    peers: [{ kind: 'pods', namespaceSelector: selecting({ team }) }],
    ports: [{ kind: 'range', protocol: 'TCP', port: 15_020, endPort: 15_021 }],
  };
  return {
    name,
    tier: 'Admin',
    subject: teamNamespaces,
    ingress: [rule],
    egress: [],
  };
}

const usual: readonly Draft[] = [
  {
    name: 'monitoring-everywhere',
    tier: 'Admin',
    subject: everyNamespace,
    ingress: [
      {
        name: 'scrape',
        action: 'Accept',
        peers: [monitoring],
        ports: [{ kind: 'named', name: 'metrics' }],
      },
    ],
    egress: [],
  },
  {
    name: 'no-metadata-service',
    tier: 'Admin',
    subject: teamNamespaces,
    ingress: [],
    egress: [
      {
        action: 'Deny',
        peers: [{ kind: 'networks', cidrs: ['169.254.169.254/32'] }],
        ports: [],
      },
    ],
  },
  {
    name: 'development-apart',
    tier: 'Baseline',
    subject: { namespaceSelector: selecting({ env: 'production' }) },
    ingress: [
      {
        action: 'Deny',
        peers: [
          {
            kind: 'pods',
            namespaceSelector: selecting({ env: 'development' }),
          },
        ],
        ports: [],
      },
    ],
    egress: [],
  },
];

/** So many cluster-wide policies: what a platform team sets for everybody, then one for this team and that. */
export function generateClusterPolicies(
  count: number,
  teams: readonly string[],
): ClusterNetworkPolicy[] {
  return Array.from({ length: count }, (_, index): ClusterNetworkPolicy => {
    const draft =
      usual[index] ??
      admitting(`mesh-${index}`, teams[index % teams.length] ?? 'platform');
    return {
      kind: 'ClusterNetworkPolicy',
      labels: {},
      annotations: {},
      priority: index,
      ...draft,
    };
  });
}
