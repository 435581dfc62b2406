import fc from 'fast-check';
import { parse } from 'yaml';
import { exposureDraft } from '../__testUtils__/exposureDraft';
import { parseNetworkPolicy } from '../kubernetes/parseNetworkPolicy';
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

it('prints what it parses: every draft, through YAML, opens exactly its width', () => {
  fc.assert(
    fc.property(exposureDraft, one => {
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
