import { z } from 'zod';

/** A line of `teams.yaml`. */
export const teamNamespaceSchema = z.object({
  name: z.string(),
  team: z.string(),
  purpose: z.enum(['production', 'staging']).default('production'),
  labels: z.record(z.string(), z.string()).default({}),
  /** Name and port of each. */
  workloads: z.record(z.string(), z.number()),
  /** Pods carry the label by which they may read metrics. */
  client: z.boolean().default(false),
  /** Whether the namespace denies what comes from others (recipe 03). */
  closed: z.boolean().default(true),
});

export type TeamNamespace = z.infer<typeof teamNamespaceSchema>;

function policy(namespace: string, name: string, ingress: object[]): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress },
  };
}

function workload(space: TeamNamespace, name: string, port: number): object[] {
  const selector = { 'app.kubernetes.io/name': name };
  const labels = {
    ...selector,
    ...(space.client ? { 'metrics-client': 'true' } : {}),
  };
  const metadata = { name, namespace: space.name, labels: selector };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: space.purpose === 'production' ? 2 : 1,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name,
                image: `registry.harbour.example/${name}:stable`,
                ports: [{ name: 'http', containerPort: port }],
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector, ports: [{ port, targetPort: 'http' }] },
    },
  ];
}

/** The manifests of one team's namespace. */
export function manifestsOf(space: TeamNamespace): object[] {
  const { name, team, purpose, labels, closed } = space;
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: { team, purpose, ...labels },
        annotations: {
          'network-policy.backstage.io/owners': `group:default/${team}`,
        },
      },
    },
    ...(closed
      ? [
          policy(name, 'default-deny-all', []),
          policy(name, 'allow-same-namespace', [
            { from: [{ podSelector: {} }] },
          ]),
        ]
      : []),
    ...Object.entries(space.workloads).flatMap(([each, port]) =>
      workload(space, each, port),
    ),
  ];
}
