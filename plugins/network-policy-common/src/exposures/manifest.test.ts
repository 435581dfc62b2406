import fc from 'fast-check';
import { parse } from 'yaml';
import { parseNetworkPolicy } from '../kubernetes/parseNetworkPolicy';
import { ExposureDraft } from '../schema/openapi';
import { webDraft } from '../testing/draft';
import { valueOf } from '../testing/snapshotOf';
import { parseExposureDraft } from './exposureDraft';
import {
  buildNetworkPolicy,
  defaultPolicyName,
  manifestFileName,
  stringifyManifest,
} from './manifest';
import { exposureWidth } from './width';
import { validateDns1123Subdomain } from '../kubernetes/names';

it('prints NP-05 as the documentation spells it', () => {
  const manifest = buildNetworkPolicy(
    { ...webDraft, reviewBy: '2027-02-12', ticket: 'WEB-12' },
    { owner: 'group:default/web-team', requestedBy: 'user:default/dana' },
  );
  expect(stringifyManifest(manifest)).toBe(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web-allow-all-namespaces
  namespace: default
  labels:
    app.kubernetes.io/managed-by: backstage
  annotations:
    network-policy.backstage.io/owner: group:default/web-team
    network-policy.backstage.io/reason: Shared login page
    network-policy.backstage.io/review-by: 2027-02-12
    network-policy.backstage.io/requested-by: user:default/dana
    network-policy.backstage.io/ticket: WEB-12
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes: [Ingress]
  ingress:
  - from:
    - namespaceSelector: {}
`);
});

it('names files and policies', () => {
  expect(manifestFileName(webDraft)).toBe('web-allow-all-namespaces.yaml');
  expect(defaultPolicyName('web', 'all-namespaces')).toBe(
    'web-allow-all-namespaces',
  );
  expect(defaultPolicyName('web', 'labelled-namespaces')).toBe(
    'web-allow-labelled-namespaces',
  );
  expect(defaultPolicyName('web', 'certain-pods')).toBe(
    'web-allow-certain-pods',
  );
  expect(defaultPolicyName('web', 'certain-pods-in-labelled-namespaces')).toBe(
    'web-allow-certain-pods-in-labelled-namespaces',
  );
  const cut = defaultPolicyName(
    `${'a'.repeat(231)}.${'b'.repeat(40)}`,
    'all-namespaces',
  );
  expect(cut.length).toBeLessThanOrEqual(253);
  expect(validateDns1123Subdomain(cut)).toBeUndefined();
});

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const labels = fc.dictionary(label, label, { minKeys: 1, maxKeys: 3 });
const from: fc.Arbitrary<ExposureDraft['from']> = fc.oneof(
  fc.constant({ width: 'all-namespaces' as const }),
  labels.map(namespaceLabels => ({
    width: 'labelled-namespaces' as const,
    namespaceLabels,
  })),
  labels.map(podLabels => ({ width: 'certain-pods' as const, podLabels })),
  fc.tuple(labels, labels).map(([namespaceLabels, podLabels]) => ({
    width: 'certain-pods-in-labelled-namespaces' as const,
    namespaceLabels,
    podLabels,
  })),
);
const port = fc.integer({ min: 1, max: 65535 });
const draft: fc.Arbitrary<ExposureDraft> = fc.record({
  cluster: label,
  namespace: label,
  name: label,
  podSelector: labels,
  from,
  ports: fc.array(
    fc.record({
      protocol: fc.constantFrom(
        'TCP' as const,
        'UDP' as const,
        'SCTP' as const,
      ),
      port: fc.oneof(port, label),
    }),
    { maxLength: 3 },
  ),
  reason: fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .map(text => text.trim())
    .filter(text => /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u.test(text)),
});

it('prints what it parses: every draft, through YAML, opens exactly its width', () => {
  fc.assert(
    fc.property(draft, one => {
      expect(parseExposureDraft(one)).toEqual({ ok: true, value: one });
      const manifest = buildNetworkPolicy(one);
      const printed = parse(stringifyManifest(manifest));
      expect(printed).toEqual(manifest);
      const policy = valueOf(parseNetworkPolicy(printed));
      expect(policy.podSelector.matchLabels).toEqual(one.podSelector);
      expect(policy.policyTypes).toEqual(['Ingress']);
      expect(policy.ingress).toHaveLength(1);
      expect(policy.ingress[0].ports).toEqual(one.ports);
      expect(exposureWidth(policy, policy.ingress[0])).toBe(one.from.width);
    }),
  );
});
