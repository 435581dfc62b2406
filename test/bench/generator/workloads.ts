import { ContainerPort, Labels } from 'backstage-plugin-network-policy-common';
import { TeamNamespace } from './namespaces';
import { Random } from './random';

/** What runs a number of alike pods. */
export interface Workload {
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  namespace: string;
  name: string;
  tier: string;
  /** Labels of the pod template. */
  labels: Labels;
  ports: readonly ContainerPort[];
  hostNetwork: boolean;
}

const http: ContainerPort = {
  name: 'http',
  protocol: 'TCP',
  containerPort: 8080,
};
const metrics: ContainerPort = {
  name: 'metrics',
  protocol: 'TCP',
  containerPort: 9090,
};

const tiers = [
  { tier: 'frontend', ports: [http, metrics] },
  { tier: 'backend', ports: [http, metrics] },
  {
    tier: 'database',
    ports: [{ name: 'sql', protocol: 'TCP', containerPort: 5432 }, metrics],
  },
  {
    tier: 'backend',
    ports: [{ name: 'grpc', protocol: 'TCP', containerPort: 9000 }, metrics],
  },
  {
    tier: 'cache',
    ports: [{ name: 'cache', protocol: 'TCP', containerPort: 6379 }],
  },
  { tier: 'worker', ports: [metrics] },
] as const;

const things = [
  'orders',
  'profile',
  'ledger',
  'quotes',
  'session',
  'mailer',
  'invoice',
  'basket',
  'notice',
  'report',
  'stock',
  'token',
  'audit',
  'export',
  'lookup',
  'rating',
] as const;

type PlatformWorkload = Omit<Workload, 'namespace' | 'tier'>;

const platformWorkloads: Record<string, readonly PlatformWorkload[]> = {
  'kube-system': [
    {
      kind: 'Deployment',
      name: 'coredns',
      labels: { 'k8s-app': 'kube-dns' },
      ports: [
        { name: 'dns', protocol: 'UDP', containerPort: 53 },
        { name: 'dns-tcp', protocol: 'TCP', containerPort: 53 },
        { name: 'metrics', protocol: 'TCP', containerPort: 9153 },
      ],
      hostNetwork: false,
    },
    {
      kind: 'DaemonSet',
      name: 'kube-proxy',
      labels: { 'k8s-app': 'kube-proxy' },
      ports: [],
      hostNetwork: true,
    },
  ],
  'ingress-nginx': [
    {
      kind: 'Deployment',
      name: 'ingress-nginx-controller',
      labels: {
        'app.kubernetes.io/name': 'ingress-nginx',
        'app.kubernetes.io/component': 'controller',
      },
      ports: [
        { name: 'http', protocol: 'TCP', containerPort: 80 },
        { name: 'https', protocol: 'TCP', containerPort: 443 },
      ],
      hostNetwork: false,
    },
  ],
  monitoring: [
    {
      kind: 'StatefulSet',
      name: 'prometheus',
      labels: { 'app.kubernetes.io/name': 'prometheus' },
      ports: [{ name: 'web', protocol: 'TCP', containerPort: 9090 }],
      hostNetwork: false,
    },
  ],
};

/** So many workloads of a namespace; the platform's namespaces begin with those that policies elsewhere name. */
export function generateWorkloads(
  namespace: TeamNamespace,
  count: number,
  statefulSets: number,
  random: Random,
): Workload[] {
  const platform = platformWorkloads[namespace.name] ?? [];
  const offset = random.integer(things.length);
  return Array.from({ length: count }, (_, index) => {
    if (index < platform.length) {
      return {
        ...platform[index],
        namespace: namespace.name,
        tier: 'platform',
      };
    }
    const { tier, ports } = tiers[index % tiers.length];
    const round = Math.floor(index / things.length);
    const thing = things[(offset + index) % things.length];
    const name = `${thing}-${tier}${round > 0 ? `-${round + 1}` : ''}`;
    return {
      kind: random.chance(statefulSets) ? 'StatefulSet' : 'Deployment',
      namespace: namespace.name,
      name,
      tier,
      labels: {
        app: name,
        tier,
        team: namespace.team,
        'app.kubernetes.io/part-of': thing,
      },
      ports,
      hostNetwork: false,
    };
  });
}
