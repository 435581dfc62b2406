import type { Entity } from '@backstage/catalog-model';
import type {
  LatestProbe,
  NamespaceReach,
  PolicyReason,
  UnevaluatedTarget,
} from 'backstage-plugin-network-policy-common';
import type { EvaluatedFixture } from './summarise';

export const web: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    namespace: 'default',
    annotations: {
      'backstage.io/kubernetes-namespace': 'default',
      'backstage.io/kubernetes-label-selector': 'app=web',
    },
  },
  spec: { type: 'website', lifecycle: 'production', owner: 'web-team' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/web-team' }],
};

export const reachPath = 'entities/component/default/web/reach';

export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

function networkPolicy(namespace: string, name: string): PolicyReason {
  return { kind: 'NetworkPolicy', tier: 'NetworkPolicy', namespace, name };
}

const allowed: NamespaceReach['ingress'] = {
  allowed: true,
  because: 'rules',
  policies: [
    { ...networkPolicy('default', 'web-allow-all-namespaces'), rule: 0 },
  ],
};

const unrestricted: NamespaceReach['egress'] = {
  allowed: true,
  because: 'not-isolated',
  policies: [],
};

export const deniedByWeb: NamespaceReach['ingress'] = {
  allowed: false,
  because: 'no-rule',
  policies: [networkPolicy('default', 'web-deny-all')],
};

export function namespaceRow(
  namespace: string,
  overrides: Partial<NamespaceReach> = {},
): NamespaceReach {
  return {
    namespace,
    labels: { 'kubernetes.io/metadata.name': namespace },
    system: namespace.startsWith('kube-'),
    own: namespace === 'default',
    reach: 'all',
    pods: { allowed: 2, total: 2 },
    ports: [{ protocol: 'TCP', port: 80, name: 'http' }],
    ingress: allowed,
    egress: unrestricted,
    ...overrides,
  };
}

export function probe(overrides: Partial<LatestProbe> = {}): LatestProbe {
  return {
    outcome: 'connected',
    agreement: 'agrees',
    at: minutesAgo(4),
    ...overrides,
  };
}

/** A namespace whose own egress denies. */
export function payments(): NamespaceReach {
  return namespaceRow('payments', {
    reach: 'none',
    pods: { allowed: 0, total: 3 },
    ports: [],
    egress: {
      allowed: false,
      because: 'no-rule',
      policies: [networkPolicy('payments', 'default-deny-egress')],
    },
  });
}

export function evaluated(
  overrides: Partial<EvaluatedFixture> = {},
): EvaluatedFixture {
  return {
    state: 'evaluated',
    cluster: { name: 'simulated', title: 'Simulated cluster' },
    asOf: new Date().toISOString(),
    health: { state: 'live' },
    namespace: 'default',
    podSelector: { app: 'web' },
    pods: 3,
    services: [
      {
        name: 'web',
        ports: [{ protocol: 'TCP', port: 80, name: 'http', targetPort: 80 }],
      },
    ],
    ports: [{ protocol: 'TCP', port: 80, name: 'http' }],
    headline: 'open-to-all',
    isolatedBy: [{ namespace: 'default', name: 'web-deny-all' }],
    exposures: [
      {
        policy: { namespace: 'default', name: 'web-allow-all-namespaces' },
        width: 'all-namespaces',
        managed: true,
        owner: 'group:default/web-team',
        reason: 'shared login page',
        reviewBy: '2999-02-12',
      },
    ],
    outside: 'shut-out',
    namespaces: [
      namespaceRow('default'),
      namespaceRow('kube-system'),
      payments(),
      namespaceRow('secondary'),
    ],
    partial: [],
    namesShown: true,
    ...overrides,
  };
}

/** The target after a deny-all policy: nobody can connect. */
export function closed(
  overrides: Partial<EvaluatedFixture> = {},
): EvaluatedFixture {
  return evaluated({
    headline: 'closed',
    exposures: [],
    namespaces: ['default', 'secondary'].map(name =>
      namespaceRow(name, {
        reach: 'none',
        pods: { allowed: 0, total: 2 },
        ports: [],
        ingress: deniedByWeb,
      }),
    ),
    ...overrides,
  });
}

export function unevaluated(
  state: 'no-pods' | 'unreachable' | 'forbidden' | 'not-evaluable',
  message: string,
): UnevaluatedTarget {
  return {
    state,
    message,
    cluster: { name: 'prod-us-2', title: 'prod-us-2' },
    asOf: new Date().toISOString(),
  };
}
