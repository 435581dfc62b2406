import { PolicyReason } from 'backstage-plugin-network-policy-common';
import { kubernetesObjectSchema } from '../clusters/kubernetesObject';
import { decidingLines, manifestOf } from './policyManifest';

const longName = 'a-label-value-that-is-longer-than-a-line-would-be-folded-at';

const object = kubernetesObjectSchema.parse({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: {
    name: 'web',
    namespace: 'default',
    managedFields: [{ manager: 'kubectl' }],
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': '{"a": 1}',
      note: `${longName} ${longName}`,
    },
  },
  spec: {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { from: [{ podSelector: {} }] },
      { from: [{ namespaceSelector: {} }], ports: [{ port: 80 }] },
    ],
    egress: [{}],
  },
  status: { seen: true },
});
const reason: PolicyReason = {
  kind: 'NetworkPolicy',
  tier: 'NetworkPolicy',
  namespace: 'default',
  name: 'web',
};
const manifest = manifestOf(object);
const linesOf = (...where: Parameters<typeof decidingLines>) => {
  const lines = decidingLines(...where);
  return lines && manifest.split('\n').slice(lines.first - 1, lines.last);
};

it('shows what somebody has written', () => {
  expect(manifest).toContain(`note: ${longName} ${longName}\n`);
  for (const unseen of ['managedFields', 'last-applied', 'status', 'labels:']) {
    expect(manifest).not.toContain(unseen);
  }
});

it('finds the rule', () => {
  expect(linesOf(manifest, 'ingress', { ...reason, rule: 1 })).toEqual([
    '    - from:',
    '        - namespaceSelector: {}',
    '      ports:',
    '        - port: 80',
  ]);
  expect(linesOf(manifest, 'egress', { ...reason, rule: 0 })).toEqual([
    '    - {}',
  ]);
});

it('finds the pods that are isolated where no rule decided', () => {
  expect(linesOf(manifest, 'ingress', reason)).toEqual([
    '    matchLabels:',
    '      app: web',
  ]);
});

it('finds nothing of a rule that is gone', () => {
  expect(decidingLines(manifest, 'ingress', { ...reason, rule: 7 })).toBe(
    undefined,
  );
});
