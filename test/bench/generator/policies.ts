import {
  LabelSelector,
  Labels,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from 'backstage-plugin-network-policy-common';
import { ClusterParameters } from './parameters';
import { Random } from './random';
import { Workload } from './workloads';

/** What the policies of a namespace are made of. */
export interface PolicyContext {
  namespace: string;
  workloads: readonly Workload[];
  teams: readonly [string, ...string[]];
  shares: ClusterParameters['shares'];
  random: Random;
}

type Draft = Omit<NetworkPolicy, 'namespace' | 'labels' | 'annotations'> &
  Partial<Pick<NetworkPolicy, 'labels' | 'annotations'>>;

/** A selector of these labels; of everything without any. */
export function selecting(
  matchLabels: Labels = {},
  matchExpressions: LabelSelector['matchExpressions'] = [],
): LabelSelector {
  return { matchLabels, matchExpressions };
}

const dns: NetworkPolicyPeer = {
  kind: 'pods',
  namespaceSelector: selecting({
    'kubernetes.io/metadata.name': 'kube-system',
  }),
  podSelector: selecting({ 'k8s-app': 'kube-dns' }),
};
const gateway: NetworkPolicyPeer = {
  kind: 'pods',
  namespaceSelector: selecting({
    'kubernetes.io/metadata.name': 'ingress-nginx',
  }),
  podSelector: selecting({
    'app.kubernetes.io/name': 'ingress-nginx',
    'app.kubernetes.io/component': 'controller',
  }),
};
const prometheus: NetworkPolicyPeer = {
  kind: 'pods',
  namespaceSelector: selecting({
    'kubernetes.io/metadata.name': 'monitoring',
  }),
  podSelector: selecting({ 'app.kubernetes.io/name': 'prometheus' }),
};
const sameNamespace: NetworkPolicyPeer = {
  kind: 'pods',
  podSelector: selecting(),
};

function ingressOf(
  name: string,
  podSelector: LabelSelector,
  ...ingress: NetworkPolicyRule[]
): Draft {
  return { name, podSelector, policyTypes: ['Ingress'], ingress, egress: [] };
}

function egressOf(
  name: string,
  podSelector: LabelSelector,
  ...egress: NetworkPolicyRule[]
): Draft {
  return { name, podSelector, policyTypes: ['Egress'], ingress: [], egress };
}

function portOf(
  { ports }: Workload,
  { shares, random }: PolicyContext,
): NetworkPolicyPort[] {
  return ports.slice(0, 1).map(({ name, protocol, containerPort }) => ({
    protocol,
    port: name && random.chance(shares.namedPorts) ? name : containerPort,
  }));
}

function blockOutside(random: Random): NetworkPolicyPeer {
  return random.chance(0.5)
    ? {
        kind: 'ipBlock',
        cidr: '0.0.0.0/0',
        except: ['10.0.0.0/8', '169.254.169.254/32'],
      }
    : {
        kind: 'ipBlock',
        cidr: `203.0.113.${random.integer(16) * 16}/28`,
        except: [],
      };
}

function sharedWithAll(workload: Workload, context: PolicyContext): Draft {
  const { name, labels } = workload;
  return {
    ...ingressOf(
      `${name}-allow-all-namespaces`,
      selecting({ app: labels.app ?? name }),
      {
        peers: [{ kind: 'pods', namespaceSelector: selecting() }],
        ports: portOf(workload, context),
      },
    ),
    labels: { 'app.kubernetes.io/managed-by': 'backstage' },
    annotations: {
      'network-policy.backstage.io/reason': 'Shared with every team',
    },
  };
}

function peerOfOthers({ teams, random }: PolicyContext): NetworkPolicyPeer {
  const team = random.pick(teams);
  switch (random.integer(4)) {
    case 0:
      return { kind: 'pods', namespaceSelector: selecting({ team }) };
    case 1:
      return {
        kind: 'pods',
        namespaceSelector: selecting({ team, env: 'production' }),
        podSelector: selecting({ tier: 'backend' }),
      };
    case 2:
      return {
        kind: 'pods',
        namespaceSelector: selecting({}, [
          { key: 'team', operator: 'In', values: [team, random.pick(teams)] },
          { key: 'env', operator: 'NotIn', values: ['development'] },
        ]),
      };
    default:
      return {
        kind: 'pods',
        podSelector: selecting({}, [
          { key: 'tier', operator: 'In', values: ['frontend', 'backend'] },
          { key: 'batch', operator: 'DoesNotExist', values: [] },
        ]),
      };
  }
}

function ingressDraft(context: PolicyContext, workload: Workload): Draft {
  const { shares, random } = context;
  if (random.chance(shares.exposures)) {
    return sharedWithAll(workload, context);
  }
  const { name, labels } = workload;
  const ports = portOf(workload, context);
  if (random.chance(shares.ipBlocks)) {
    return ingressOf(`${name}-allow-outside`, selecting(labels), {
      peers: [blockOutside(random)],
      ports,
    });
  }
  return ingressOf(`${name}-allow-others`, selecting(labels), {
    peers: [peerOfOthers(context)],
    ports,
  });
}

function egressDraft(context: PolicyContext, workload: Workload): Draft {
  const { shares, random, workloads } = context;
  const { name, labels } = workload;
  if (random.chance(shares.ipBlocks)) {
    return egressOf(`${name}-to-outside`, selecting(labels), {
      peers: [blockOutside(random)],
      ports: [{ protocol: 'TCP', port: 443 }],
    });
  }
  const database = workloads.find(({ tier }) => tier === 'database');
  if (database && random.chance(0.5)) {
    return egressOf(`${name}-to-database`, selecting(labels), {
      peers: [{ kind: 'pods', podSelector: selecting({ tier: 'database' }) }],
      ports: portOf(database, context),
    });
  }
  return egressOf(`${name}-to-others`, selecting(labels), {
    peers: [
      random.chance(0.3)
        ? { kind: 'pods', namespaceSelector: selecting() }
        : peerOfOthers(context),
    ],
    ports: [{ protocol: 'TCP', port: 8000, endPort: 9000 }],
  });
}

const dnsPorts: NetworkPolicyPort[] = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];

// What most namespaces begin with, in the order in which teams come to need them.
const everywhere = {
  ingress: [
    ingressOf('allow-gateway', selecting({ tier: 'frontend' }), {
      peers: [gateway],
      ports: [{ protocol: 'TCP', port: 'http' }],
    }),
    ingressOf('allow-monitoring', selecting(), {
      peers: [prometheus],
      ports: [{ protocol: 'TCP', port: 'metrics' }],
    }),
  ],
  egress: [
    egressOf('allow-dns', selecting(), { peers: [dns], ports: dnsPorts }),
    egressOf('allow-egress-to-namespace', selecting(), {
      peers: [sameNamespace],
      ports: [],
    }),
  ],
};

/**
 * So many policies of a namespace: a default deny, what opens the namespace to itself, what the platform needs, and then
 * one for this workload and that.
 */
export function generatePolicies(
  context: PolicyContext,
  count: number,
): NetworkPolicy[] {
  const { namespace, workloads, shares, random } = context;
  const waiting = {
    ingress: [...everywhere.ingress],
    egress: [...everywhere.egress],
  };
  const names = new Set<string>();
  const restrictsEgress = random.chance(shares.egress);
  const draftOf = (index: number): Draft => {
    if (index === 0) {
      return ingressOf('default-deny-ingress', selecting());
    }
    if (index === 1) {
      return ingressOf('allow-same-namespace', selecting(), {
        peers: [sameNamespace],
        ports: [],
      });
    }
    const workload = workloads[index % workloads.length];
    return restrictsEgress && random.chance(0.5)
      ? waiting.egress.shift() ?? egressDraft(context, workload)
      : waiting.ingress.shift() ?? ingressDraft(context, workload);
  };
  return Array.from({ length: count }, (_, index) => {
    const draft = draftOf(index);
    const name = names.has(draft.name) ? `${draft.name}-${index}` : draft.name;
    names.add(name);
    return { labels: {}, annotations: {}, ...draft, namespace, name };
  });
}
