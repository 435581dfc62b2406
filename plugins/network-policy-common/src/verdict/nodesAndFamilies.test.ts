import { Node, Pod } from '../kubernetes/clusterSnapshot';
import { clusterPolicy } from '../testing/clusterPolicy';
import { from, http, judge } from '../testing/connections';
import { pod, policy } from '../testing/snapshotOf';
import { ConnectionEnd } from './index';

const node: Node = {
  name: 'n1',
  labels: {},
  addresses: ['192.0.2.1', 'fd01::1'],
};
const web = pod(
  'default/web',
  { app: 'web' },
  { nodeName: 'n1', addresses: ['10.0.0.7'] },
);
const agent = (rest: Partial<Pod> = {}) =>
  pod('kube-system/agent', {}, { hostNetwork: true, ...rest });
const closed = policy(
  'closed',
  '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
);
const denied = clusterPolicy(
  'denied',
  '{ ingress: [{ action: Deny, from: [{ somebody: {} }] }], egress: [{ action: Deny, to: [{ nodes: {} }] }] }',
);
const address = (one: string): ConnectionEnd => ({
  kind: 'address',
  address: one,
});
const ingressFrom = (source: ConnectionEnd, to = web) =>
  judge([closed], source, to, http, {
    nodes: [node],
    clusterNetworkPolicies: [denied],
  }).ingress.because;

describe('rule 15: the node that a pod runs on', () => {
  it('reaches the pod whatever the policies of any tier say', () => {
    expect(ingressFrom(address('192.0.2.1'))).toBe('own-node');
    expect(ingressFrom(address('fd01::1'))).toBe('own-node');
    expect(ingressFrom(from(agent({ nodeName: 'n1' })))).toBe('own-node');
  });

  it('is recognised by the address of a pod in its network', () => {
    expect(ingressFrom(from(agent({ addresses: ['192.0.2.1'] })))).toBe(
      'own-node',
    );
    expect(ingressFrom(from(agent({ addresses: ['192.0.2.9'] })))).toBe(
      'denied',
    );
  });

  it('is no other node, and no pod beside it', () => {
    expect(ingressFrom(from(agent({ nodeName: 'n2' })))).toBe('denied');
    expect(ingressFrom(address('192.0.2.2'))).toBe('denied');
    expect(
      ingressFrom(from(pod('default/beside', {}, { nodeName: 'n1' }))),
    ).toBe('denied');
    expect(ingressFrom(from(agent()), { ...web, nodeName: undefined })).toBe(
      'denied',
    );
  });

  it('is not reached by the pod against its policies', () => {
    const verdict = judge(
      [closed],
      from(web),
      agent({ nodeName: 'n1' }),
      http,
      {
        nodes: [node],
      },
    );
    expect(verdict).toMatchObject({
      allowed: false,
      egress: { because: 'no-rule' },
      ingress: { because: 'not-subject' },
    });
  });
});

describe('rule 21: families of addresses', () => {
  const dual = (name: string, last: number) =>
    pod(
      name,
      { app: 'web' },
      { addresses: [`10.0.0.${last}`, `fd00::${last}`] },
    );
  const open = (cidr: string) =>
    policy(
      'block',
      `{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: "${cidr}" } }] }] }`,
    );
  const target = dual('default/web', 7);
  const source = dual('other/source', 8);
  const only = 'Policies allow connections over';

  it('one that allows is enough, and the verdict says that it is the only one', () => {
    for (const [cidr, family] of [
      ['10.0.0.0/24', 'IPv4'],
      ['fd00::/64', 'IPv6'],
    ]) {
      const verdict = judge([open(cidr)], from(source), target);
      expect(verdict.allowed).toBe(true);
      expect(verdict.partial).toContain(`${only} ${family} only.`);
    }
  });

  it('a block of a family is asked about addresses of that family only', () => {
    const six = { ...source, addresses: ['fd00::8'] };
    expect(judge([open('10.0.0.0/24')], from(six), target).allowed).toBe(false);
    expect(judge([open('0.0.0.0/0')], from(six), target).allowed).toBe(false);
    expect(judge([open('::/0')], from(six), target).allowed).toBe(true);
    expect(
      judge([open('0.0.0.0/0')], address('203.0.113.7'), target).allowed,
    ).toBe(true);
    expect(
      judge([open('0.0.0.0/0')], address('2001:db8::7'), target).allowed,
    ).toBe(false);
  });

  it('a rule of a cluster-wide policy that denies one family leaves the other', () => {
    const denyFour = clusterPolicy(
      'deny-four',
      '{ egress: [{ action: Deny, to: [{ networks: [10.0.0.0/24] }] }] }',
    );
    const verdict = judge([], from(source), target, http, {
      clusterNetworkPolicies: [denyFour],
    });
    expect(verdict.allowed).toBe(true);
    expect(verdict.partial).toEqual([`${only} IPv6 only.`]);
  });

  it('where no block is asked, nothing is said of families', () => {
    const all = policy(
      'all',
      '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }',
    );
    expect(judge([all], from(source), target)).toMatchObject({
      allowed: true,
      partial: [],
    });
  });

  it('an IPv4 address in IPv6 clothing is an IPv4 address', () => {
    expect(
      judge([open('203.0.113.0/24')], address('::ffff:203.0.113.7'), target)
        .allowed,
    ).toBe(true);
  });
});

it('rule 21: what could allow one family of addresses is told, whichever is looked at first', () => {
  const ends = ['a', 'b'].map((name, index) =>
    pod(
      `default/${name}`,
      {},
      { addresses: [`10.0.0.${index + 1}`, `fd00::${index + 1}`] },
    ),
  );
  const egressOf = (name: string, rule: string) =>
    clusterPolicy(name, `{ egress: [${rule}] }`);
  const { allowed, partial } = judge([], from(ends[0]), ends[1], http, {
    clusterNetworkPolicies: [
      egressOf('deny', '{ action: Deny, to: [{ namespaces: {} }] }'),
      egressOf('open', "{ action: Accept, to: [{ networks: ['::/0'] }] }"),
    ],
  });
  expect(allowed).toBe(false);
  expect(partial).toEqual([
    expect.stringMatching(/same priority.*deny.*open|deny.*open.*priority/),
  ]);
});
