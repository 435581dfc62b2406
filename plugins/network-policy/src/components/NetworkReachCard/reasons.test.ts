import type {
  NamespaceReach,
  PolicyReason,
} from 'backstage-plugin-network-policy-common';
import { deniedByWeb, namespaceRow } from '../../__testUtils__/fixtures';
import { englishWords } from '../../__testUtils__/words';
import { describeWhy } from './reasons';

const t = englishWords();

const monitoring: PolicyReason = {
  kind: 'ClusterNetworkPolicy',
  tier: 'Admin',
  name: 'monitoring',
  rule: 1,
  ruleName: 'scrape',
};

const tenants: PolicyReason = {
  kind: 'AdminNetworkPolicy',
  tier: 'Admin',
  name: 'tenants',
  rule: 0,
};

const denied: NamespaceReach['ingress'] = {
  allowed: false,
  because: 'denied',
  policies: [tenants],
};

const why = (row: Partial<NamespaceReach>) =>
  describeWhy(t, namespaceRow('batch', row));

describe('describeWhy', () => {
  it('names a policy of the whole cluster with its kind, and a rule with its name', () => {
    expect(
      why({
        ingress: { allowed: true, because: 'rules', policies: [monitoring] },
      }),
    ).toBe('allowed by rule 2 “scrape” of ClusterNetworkPolicy monitoring');
    expect(why({ reach: 'none', ingress: denied })).toBe(
      'denied by rule 1 of AdminNetworkPolicy tenants',
    );
    expect(why({ reach: 'none', egress: denied })).toBe(
      'its own egress is denied by rule 1 of AdminNetworkPolicy tenants',
    );
  });

  it('says what stops the rest where only some can connect', () => {
    expect(why({ reach: 'some', ingress: deniedByWeb })).toBe(
      'the rest is denied by web-deny-all',
    );
    expect(why({ reach: 'some', egress: denied })).toBe(
      'the egress of the rest is denied by rule 1 of AdminNetworkPolicy tenants',
    );
  });

  it.each<[NamespaceReach['ingress']['because'], string]>([
    ['not-isolated', 'no policy isolates the service'],
    ['same-pod', 'a pod can always reach itself'],
    ['own-node', 'a node can always reach the pods that it runs'],
    [
      'not-subject',
      'policies are not about pods that use the network of their node',
    ],
  ])('has words for %s', (because, words) => {
    const ingress = { allowed: true, because, policies: [] };

    expect(why({ ingress })).toBe(words);
  });
});
