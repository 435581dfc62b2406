import { IndexedCluster } from '../cluster/IndexedCluster';
import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { Pod } from '../kubernetes/clusterSnapshot';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { clusterPolicy } from '../testing/clusterPolicy';
import {
  denyAll,
  from,
  http,
  judge,
  outside,
  stranger,
  web,
} from '../testing/connections';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { evaluateConnection } from '../verdict';

const everybody = 'from: [{ namespaces: {} }]';

/** A policy that does this to connections from every pod. */
const all = (name: string, action: string, rest = '') =>
  clusterPolicy(
    name,
    `{ ingress: [{ action: ${action}, ${everybody} }]${rest} }`,
  );
const baseline = ', tier: Baseline';
const open = policy(
  'open',
  '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }',
);

/** The ingress of `web` from a pod of another namespace. */
const ingressOf = (
  clusterNetworkPolicies: ClusterNetworkPolicy[],
  networkPolicies: NetworkPolicy[] = [],
) =>
  judge(networkPolicies, from(stranger), web, http, {
    clusterNetworkPolicies,
  });

const decidedBy = (
  name: string,
  allowed: boolean,
  tier: 'Admin' | 'Baseline' = 'Admin',
) => ({
  allowed,
  because: allowed ? 'rules' : 'denied',
  policies: [{ kind: 'ClusterNetworkPolicy', name, tier, rule: 0, peer: 0 }],
});

describe('rule 23: the order of the tiers', () => {
  it('what the Admin tier accepts or denies is final', () => {
    expect(ingressOf([all('accept', 'Accept')], [denyAll]).ingress).toEqual(
      decidedBy('accept', true),
    );
    expect(ingressOf([all('deny', 'Deny')], [open]).ingress).toEqual(
      decidedBy('deny', false),
    );
  });

  it("what it passes on is NetworkPolicy's to decide", () => {
    const pass = all('pass', 'Pass');
    const deny = all('deny', 'Deny', ', priority: 11');
    expect(ingressOf([pass, deny], [denyAll]).ingress).toMatchObject({
      because: 'no-rule',
      policies: [{ name: 'deny-all' }],
    });
    expect(ingressOf([pass, deny], [open]).ingress).toMatchObject({
      because: 'rules',
      policies: [{ name: 'open' }],
    });
    expect(ingressOf([pass, deny]).ingress.because).toBe('not-isolated');
  });

  it('the Baseline tier counts only where no NetworkPolicy isolates', () => {
    const deny = all('deny', 'Deny', baseline);
    expect(ingressOf([deny]).ingress).toEqual(
      decidedBy('deny', false, 'Baseline'),
    );
    expect(ingressOf([deny], [open]).ingress).toMatchObject({
      because: 'rules',
      policies: [{ name: 'open' }],
    });
    const otherDirection = policy(
      'egress',
      '{ podSelector: {}, policyTypes: [Egress] }',
    );
    expect(ingressOf([deny], [otherDirection]).ingress).toEqual(
      decidedBy('deny', false, 'Baseline'),
    );
  });

  it('what the Admin tier passes on may still be denied by the Baseline tier', () => {
    expect(
      ingressOf([all('pass', 'Pass'), all('deny', 'Deny', baseline)]).ingress,
    ).toEqual(decidedBy('deny', false, 'Baseline'));
  });

  it('rule 24: no policy of a tier isolates: what none of its rules names is open', () => {
    const others = clusterPolicy(
      'others',
      '{ ingress: [{ action: Accept, from: [{ namespaces: { matchLabels: { team: a } } }] }] }',
    );
    const othersInBaseline = { ...others, tier: 'Baseline' as const };
    expect(
      ingressOf([others, { ...othersInBaseline, name: 'too' }]).ingress.because,
    ).toBe('not-isolated');
  });

  it('rule 27: sources outside are named by no rule of ingress', () => {
    const verdict = judge([], outside, web, http, {
      clusterNetworkPolicies: [all('deny', 'Deny')],
    });
    expect(verdict.ingress.because).toBe('not-isolated');
  });
});

describe('rule 22: priorities', () => {
  it('the lower number is asked first, in both tiers, whatever the names are', () => {
    for (const tier of ['', baseline]) {
      expect(
        ingressOf([
          all('a', 'Deny', `, priority: 11${tier}`),
          all('b', 'Accept', `, priority: 3${tier}`),
        ]),
      ).toMatchObject({
        ingress: { allowed: true, policies: [{ name: 'b' }] },
        partial: [],
      });
    }
  });

  it('the first rule of a policy that matches decides', () => {
    const twice = clusterPolicy(
      'twice',
      `{ ingress: [{ action: Deny, ${everybody}, protocols: [{ tcp: { destinationPort: { number: 443 } } }] }, { action: Accept, ${everybody}, name: second }, { action: Deny, ${everybody} }] }`,
    );
    expect(ingressOf([twice]).ingress).toMatchObject({
      because: 'rules',
      policies: [{ rule: 1, ruleName: 'second' }],
    });
  });

  it('equal ones that decide differently leave the verdict open, and say which', () => {
    const verdict = ingressOf([all('a', 'Accept'), all('b', 'Deny')]);
    expect(verdict.partial).toEqual([
      'ClusterNetworkPolicy a and ClusterNetworkPolicy b have the same priority and decide differently: which of them counts is undefined.',
    ]);
  });

  it('equal ones are no question where both decide alike, or another one is asked before', () => {
    expect(ingressOf([all('a', 'Deny'), all('b', 'Deny')]).partial).toEqual([]);
    expect(
      ingressOf([
        all('a', 'Accept'),
        all('b', 'Deny'),
        all('first', 'Deny', ', priority: 1'),
      ]).partial,
    ).toEqual([]);
    expect(
      ingressOf([
        all('a', 'Accept'),
        all(
          'b',
          'Deny',
          ', subject: { namespaces: { matchLabels: { team: a } } }',
        ),
      ]).partial,
    ).toEqual([]);
  });

  it('equal ones are no question where the other side denies for certain', () => {
    const noEgress = policy(
      'no-egress',
      '{ podSelector: {}, policyTypes: [Egress] }',
      'other',
    );
    expect(
      ingressOf([all('a', 'Accept'), all('b', 'Deny')], [noEgress]),
    ).toMatchObject({ allowed: false, partial: [] });
  });

  it('equal ones of different kinds are a question too', () => {
    const older: ClusterNetworkPolicy = {
      ...all('b', 'Deny'),
      kind: 'AdminNetworkPolicy',
    };
    expect(ingressOf([all('a', 'Accept'), older]).partial).toHaveLength(1);
  });
});

describe('rule 24: what is not understood', () => {
  const unknownPeer = (action: string, tier = '') =>
    clusterPolicy(
      'unknown',
      `{ ingress: [{ action: ${action}, from: [{ somebody: {} }] }]${tier} }`,
    );
  const unknownPort = (action: string) =>
    clusterPolicy(
      'unknown',
      `{ ingress: [{ action: ${action}, ${everybody}, protocols: [{ icmp: {} }] }] }`,
    );

  it('as a peer matches nothing in Accept, and the verdict says that it may', () => {
    expect(ingressOf([unknownPeer('Accept')], [denyAll])).toMatchObject({
      allowed: false,
      ingress: { because: 'no-rule' },
      partial: [
        'ClusterNetworkPolicy unknown allows peers by somebody, which is not evaluated.',
      ],
    });
    // It could only allow what is allowed anyway.
    expect(ingressOf([unknownPeer('Accept')], [open]).partial).toEqual([]);
  });

  it('as a peer matches everything in Deny and in Pass', () => {
    expect(ingressOf([unknownPeer('Deny')], [open])).toMatchObject({
      ingress: { because: 'denied', policies: [{ name: 'unknown' }] },
      partial: [
        'ClusterNetworkPolicy unknown denies by somebody, which is not evaluated and so taken to match.',
      ],
    });
    const later = all('later', 'Accept', ', priority: 11');
    expect(ingressOf([unknownPeer('Pass'), later], [denyAll])).toMatchObject({
      ingress: { because: 'no-rule' },
      partial: [
        'ClusterNetworkPolicy unknown passes on by somebody, which is not evaluated and so taken to match.',
      ],
    });
    expect(
      judge([], outside, web, http, {
        clusterNetworkPolicies: [unknownPeer('Deny', baseline)],
      }).ingress.because,
    ).toBe('denied');
  });

  it('as a port matches nothing in Accept, everything in Deny and in Pass', () => {
    expect(ingressOf([unknownPort('Accept')], [denyAll])).toMatchObject({
      ingress: { because: 'no-rule' },
      partial: [
        'ClusterNetworkPolicy unknown allows ports by icmp, which is not evaluated.',
      ],
    });
    expect(ingressOf([unknownPort('Deny')])).toMatchObject({
      ingress: { because: 'denied' },
      partial: [expect.stringContaining('denies by icmp')],
    });
    expect(
      ingressOf([unknownPort('Pass'), all('later', 'Deny', ', priority: 11')]),
    ).toMatchObject({
      ingress: { because: 'not-isolated' },
      partial: [expect.stringContaining('passes on by icmp')],
    });
  });

  it('is no question behind a rule that decides', () => {
    const first = all('first', 'Deny', ', priority: 1');
    expect(ingressOf([first, unknownPeer('Accept')]).partial).toEqual([]);
  });
});

describe('peers of egress', () => {
  const nodes = [
    { name: 'n1', labels: { pool: 'a' }, addresses: ['192.0.2.1', 'fd01::1'] },
    { name: 'n2', labels: { pool: 'b' }, addresses: ['192.0.2.2'] },
  ];
  const egress = (rules: string) =>
    clusterPolicy('egress', `{ egress: [${rules}] }`);
  const denyNodes =
    '{ action: Deny, to: [{ nodes: { matchLabels: { pool: a } } }] }';
  const onNode = pod(
    'default/agent',
    {},
    { hostNetwork: true, nodeName: 'n1', addresses: ['192.0.2.1'] },
  );
  const judgeTo = (rules: string, to: string | Pod) =>
    evaluateConnection(
      IndexedCluster.from(
        snapshot({ nodes, clusterNetworkPolicies: [egress(rules)] }),
      ),
      {
        from: from(stranger),
        to:
          typeof to === 'string' ? { kind: 'address', address: to } : from(to),
        port: http,
      },
    );
  const reach = (rules: string, to: string | Pod) => judgeTo(rules, to).egress;

  it('rule 27: `nodes` are addresses of nodes, by the labels of the nodes', () => {
    expect(reach(denyNodes, '192.0.2.1').because).toBe('denied');
    expect(reach(denyNodes, 'fd01::1').because).toBe('denied');
    expect(reach(denyNodes, '192.0.2.2').because).toBe('not-isolated');
    expect(reach(denyNodes, '192.0.2.3').because).toBe('not-isolated');
  });

  it('`nodes` are also pods in the network of their node, and no others', () => {
    expect(reach(denyNodes, onNode).because).toBe('denied');
    expect(
      reach('{ action: Deny, to: [{ nodes: {} }] }', {
        ...onNode,
        nodeName: 'unheard-of',
        addresses: [],
      }).because,
    ).toBe('denied');
    expect(reach(denyNodes, { ...web, nodeName: 'n1' }).because).toBe(
      'not-isolated',
    );
  });

  it('rule 28: pods in the network of their node are no peers by selectors', () => {
    const deny = '{ action: Deny, to: [{ namespaces: {} }] }';
    expect(reach(deny, onNode).because).toBe('not-isolated');
    expect(reach(deny, web).because).toBe('denied');
  });

  it('rule 27: `networks` are addresses of pods too, which is certain', () => {
    const deny =
      '{ action: Deny, to: [{ networks: [10.0.0.0/8, 192.0.2.0/31] }] }';
    const addressed = { ...web, addresses: ['10.1.2.3'] };
    expect(judgeTo(deny, addressed)).toMatchObject({
      egress: { because: 'denied' },
      partial: [],
    });
    expect(reach(deny, onNode).because).toBe('denied');
    expect(reach(deny, '192.0.2.1').because).toBe('denied');
    expect(reach(deny, '192.0.2.2').because).toBe('not-isolated');
  });

  it('`domainNames` may be any address outside, which is said where it would change something', () => {
    const names =
      "{ action: Accept, to: [{ domainNames: ['*.example.com'] }] }";
    const denyRest = '{ action: Deny, to: [{ networks: [0.0.0.0/0] }] }';
    expect(judgeTo(`${names}, ${denyRest}`, '203.0.113.7')).toMatchObject({
      allowed: false,
      egress: { because: 'denied', policies: [{ rule: 1 }] },
      partial: [
        'ClusterNetworkPolicy egress allows peers by domainNames, which is not evaluated.',
      ],
    });
    expect(judgeTo(names, '203.0.113.7').partial).toEqual([]);
  });
});
