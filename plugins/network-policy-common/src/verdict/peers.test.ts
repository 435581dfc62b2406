import { Pod } from '../kubernetes/clusterSnapshot';
import {
  allows,
  client,
  from,
  http,
  ingress,
  judge,
  outside,
  selectWeb,
  stranger,
  web,
} from '../testing/connections';
import { pod, policy } from '../testing/snapshotOf';
import { ConnectionEnd } from '../cluster/ends';

describe('sources', () => {
  it.each([
    ['{}', true],
    [
      '{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { role: client } } }] }',
      false,
    ],
    ['{ from: [{ namespaceSelector: {} }] }', true],
    ['{ from: [{ podSelector: {} }] }', false],
  ])(
    'rule 2, 3, 5: %s admits an unlabelled pod elsewhere: %s',
    (rule, expected) => {
      expect(
        allows([ingress(rule)], {
          kind: 'hypothetical-pod',
          namespace: 'other',
          labels: {},
        }),
      ).toBe(expected);
    },
  );
});

it('rule 2: missing, null and empty ingress deny all', () => {
  for (const part of ['', ', ingress: ', ', ingress: []']) {
    const closed = policy(
      'closed',
      `${selectWeb}${part}, policyTypes: [Ingress] }`,
    );
    expect(allows([closed], from(client))).toBe(false);
    expect(allows([closed], outside)).toBe(false);
  }
});

it('rule 3: a rule without peers admits sources outside, namespaceSelector {} admits pods only', () => {
  for (const rule of ['{}', '{ from: }', '{ from: [] }']) {
    expect(allows([ingress(rule)], outside)).toBe(true);
    expect(allows([ingress(rule)], from(stranger))).toBe(true);
  }
  const allNamespaces = ingress('{ from: [{ namespaceSelector: {} }] }');
  expect(allows([allNamespaces], from(stranger))).toBe(true);
  expect(allows([allNamespaces], outside)).toBe(false);
});

it('rule 4: opening pods that nothing isolated shuts sources outside out', () => {
  expect(allows([], outside)).toBe(true);
  const allNamespaces = ingress('{ from: [{ namespaceSelector: {} }] }');
  expect(allows([allNamespaces], outside)).toBe(false);
});

it('rule 5: both selectors in one peer must hold, those of two peers need not', () => {
  const both =
    '{ from: [{ namespaceSelector: { matchLabels: { team: a } }, podSelector: { matchLabels: { role: client } } }] }';
  const either =
    '{ from: [{ namespaceSelector: { matchLabels: { team: a } } }, { podSelector: { matchLabels: { role: client } } }] }';
  const namespaces = [{ name: 'a', labels: { team: 'a' } }];
  const inA = pod('a/any', {});
  const clientInA = pod('a/client', { role: 'client' });
  const test = (rule: string, source: Pod) =>
    allows([ingress(rule)], from(source), web, http, { namespaces });
  expect(test(both, clientInA)).toBe(true);
  expect(test(both, inA)).toBe(false);
  expect(test(both, client)).toBe(false);
  expect(test(either, inA)).toBe(true);
  expect(test(either, client)).toBe(true);
  expect(test(either, stranger)).toBe(false);
});

it('rule 6: an empty podSelector selects every pod of its namespace only', () => {
  for (const selector of ['{}', '{ matchLabels: }', '']) {
    const closed = policy('closed', `{ podSelector: ${selector} }`);
    expect(allows([closed], from(stranger))).toBe(false);
    expect(allows([closed], from(web), stranger)).toBe(true);
  }
});

it('rule 8: every namespace has the label of its name, also one that is only used', () => {
  const rule =
    '{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: other } } }] }';
  expect(allows([ingress(rule)], from(stranger))).toBe(true);
  expect(allows([ingress(rule)], from(client))).toBe(false);
});

describe('rule 12: blocks match the addresses of pods, which is left to the plugin', () => {
  const block = ingress('{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }');
  const addressed = pod('other/addressed', {}, { addresses: ['10.1.2.3'] });

  it('allows, and says so', () => {
    const verdict = judge([block], from(addressed));
    expect(verdict.allowed).toBe(true);
    expect(verdict.partial).toEqual([
      'NetworkPolicy default/ingress allows pods by a block of addresses only: not every network plugin matches blocks against pods.',
    ]);
  });

  it('is not partial where a selector allows too, or for an address outside', () => {
    const both = ingress(
      '{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }, { namespaceSelector: {} }] }',
    );
    expect(judge([both], from(addressed)).partial).toEqual([]);
    const remote: ConnectionEnd = { kind: 'address', address: '10.1.2.3' };
    expect(judge([block], remote)).toMatchObject({
      allowed: true,
      partial: [],
    });
  });
});

it('rule 13: except takes out of its own block only', () => {
  const excepting =
    '{ ipBlock: { cidr: 203.0.113.0/24, except: [203.0.113.0/28] } }';
  expect(allows([ingress(`{ from: [${excepting}] }`)], outside)).toBe(false);
  expect(
    allows([ingress(`{ from: [${excepting}] }`)], {
      kind: 'address',
      address: '203.0.113.16',
    }),
  ).toBe(true);
  expect(
    allows(
      [
        ingress(
          `{ from: [${excepting}, { ipBlock: { cidr: 203.0.113.7/32 } }] }`,
        ),
      ],
      outside,
    ),
  ).toBe(true);
});

describe('rule 21: each family of addresses is judged by itself', () => {
  const dual = (name: string, last: number) =>
    pod(
      name,
      { app: 'web' },
      { addresses: [`10.0.0.${last}`, `fd00::${last}`] },
    );

  it('a block of one family opens that family only', () => {
    const block = ingress('{ from: [{ ipBlock: { cidr: fd00::/64 } }] }');
    const verdict = judge(
      [block],
      from(dual('other/a', 1)),
      dual('default/web', 2),
    );
    expect(verdict.allowed).toBe(true);
    expect(verdict.partial).toContain(
      'Policies allow connections over IPv6 only.',
    );
    expect(
      allows(
        [block],
        from(pod('other/b', {}, { addresses: ['10.0.0.9'] })),
        dual('default/web', 2),
      ),
    ).toBe(false);
  });

  it('does not add the egress of one family to the ingress of the other', () => {
    const inFour = ingress('{ from: [{ ipBlock: { cidr: 10.0.0.0/24 } }] }');
    const outSix = policy(
      'out',
      '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: "fd00::/64" } }] }] }',
      'other',
    );
    expect(
      allows(
        [inFour, outSix],
        from(dual('other/a', 1)),
        dual('default/web', 2),
      ),
    ).toBe(false);
  });
});

describe('rule 21a: a pod that has no address yet', () => {
  const soon: ConnectionEnd = {
    kind: 'hypothetical-pod',
    namespace: 'other',
    labels: {},
  };
  const running = [
    pod('other/running', {}, { addresses: ['10.0.3.7'] }),
    pod('other/beside', {}, { addresses: ['10.0.4.7'] }),
  ];
  const judged = (
    rule: string,
    pods = running,
    networkPolicies = [ingress(rule)],
  ) => judge(networkPolicies, soon, web, http, { pods });
  const block = (cidr: string, ...except: string[]) =>
    `{ ipBlock: { cidr: "${cidr}", except: ${JSON.stringify(except)} } }`;

  describe.each([
    ['in a cluster', running],
    ['in a folder of manifests', []],
  ])('%s', (_where, pods) => {
    it.each([
      [block('0.0.0.0/0')],
      [block('0.0.0.0/1'), block('128.0.0.0/1')],
      [
        block('128.0.0.0/2'),
        block('0.0.0.0/2'),
        block('192.0.0.0/2'),
        block('64.0.0.0/2'),
      ],
      [block('0.0.0.0/0', '10.0.0.0/8'), block('10.0.0.0/7')],
      [block('203.0.113.0/24'), block('0.0.0.0/0')],
    ])('lies in blocks that hold every address: %s %s %s %s', (...peers) => {
      expect(judged(`{ from: [${peers}] }`, pods)).toMatchObject({
        allowed: true,
        ingress: { because: 'rules' },
        partial: [
          expect.stringContaining('allows pods by a block of addresses'),
        ],
      });
    });

    it.each([
      [block('203.0.113.0/24')],
      [block('10.0.0.0/8')],
      [block('0.0.0.0/1')],
      [block('0.0.0.0/1'), block('128.0.0.0/2')],
      [block('0.0.0.0/0', '169.254.0.0/16')],
      [block('0.0.0.0/0', '10.0.0.0/8'), block('10.0.0.0/9')],
    ])('may lie in other blocks, which is not known: %s %s', (...peers) => {
      expect(judged(`{ from: [${peers}] }`, pods)).toMatchObject({
        allowed: false,
        partial: [
          'NetworkPolicy default/ingress allows a block of addresses, and a pod without an address yet may get one that lies in it.',
        ],
      });
    });
  });

  it('has an address of the family that the other pods have', () => {
    expect(judged(`{ from: [${block('::/0')}] }`, [])).toMatchObject({
      allowed: true,
    });
    expect(judged(`{ from: [${block('::/0')}] }`)).toMatchObject({
      allowed: false,
      partial: [],
    });
  });

  it('is met by each rule alone: halves in two rules leave it open', () => {
    expect(
      judged('', running, [
        ingress(`{ from: [${block('0.0.0.0/1')}] }`),
        policy(
          'other-half',
          `{ podSelector: {}, ingress: [{ from: [${block('128.0.0.0/1')}] }] }`,
        ),
      ]),
    ).toMatchObject({
      allowed: false,
      partial: [expect.any(String), expect.any(String)],
    });
  });

  it('is denied for certain where its own egress denies', () => {
    const closed = policy(
      'closed',
      '{ podSelector: {}, policyTypes: [Egress] }',
      'other',
    );
    expect(
      judged('', running, [
        ingress('{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }'),
        closed,
      ]),
    ).toMatchObject({ allowed: false, partial: [] });
  });
});
