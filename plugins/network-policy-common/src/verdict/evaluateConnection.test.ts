import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { Source } from './endpoint';
import { evaluateConnection } from './evaluateConnection';
import { PodPort } from './matchRule';

const web = pod('default/web', { app: 'web' });
const client = pod('default/client', { role: 'client' });
const stranger = pod('other/stranger', { role: 'client' });
const outside: Source = { kind: 'address', address: '203.0.113.7' };
const http: PodPort = { protocol: 'TCP', port: 80 };

const from = (source: Pod): Source => ({ kind: 'pod', pod: source });

function judge(
  policies: NetworkPolicy[],
  source: Source,
  to: Pod = web,
  port: PodPort = http,
  rest: Partial<ClusterSnapshot> = {},
) {
  return evaluateConnection(snapshot({ networkPolicies: policies, ...rest }), {
    from: source,
    to,
    port,
  });
}

const allows = (...parameters: Parameters<typeof judge>) =>
  judge(...parameters).allowed;

const selectWeb = '{ podSelector: { matchLabels: { app: web } }';
const denyAll = policy('deny-all', `${selectWeb}, policyTypes: [Ingress] }`);
const ingress = (rule: string) =>
  policy('ingress', `${selectWeb}, ingress: [${rule}] }`);

describe('reasons', () => {
  it('says that nothing isolates', () => {
    expect(judge([], from(client))).toEqual({
      allowed: true,
      egress: { allowed: true, because: 'not-isolated', policies: [] },
      ingress: { allowed: true, because: 'not-isolated', policies: [] },
      partial: [],
    });
  });

  it('names the policies that isolate, and the rules that allow', () => {
    expect(judge([denyAll], from(client)).ingress).toEqual({
      allowed: false,
      because: 'no-rule',
      policies: [{ namespace: 'default', name: 'deny-all' }],
    });
    const opening = policy(
      'opening',
      `${selectWeb}, ingress: [{ ports: [{ port: 443 }] }, {}] }`,
    );
    expect(judge([denyAll, opening], from(client)).ingress).toEqual({
      allowed: true,
      because: 'rules',
      policies: [{ namespace: 'default', name: 'opening', rule: 1 }],
    });
  });

  it('passes on what the snapshot lacks', () => {
    const notEvaluated = ['Pods of x could not be listed.'];
    expect(
      judge([], from(client), web, http, { notEvaluated }).partial,
    ).toEqual(notEvaluated);
  });
});

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

describe('rule 9: ports', () => {
  it.each([
    ['', { TCP: [1, 80, 65535], UDP: [53], SCTP: [9] }, {}],
    ['ports: []', { TCP: [80], UDP: [53] }, {}],
    ['ports: [{ port: 80 }]', { TCP: [80] }, { TCP: [81], UDP: [80] }],
    ['ports: [{ protocol: UDP }]', { UDP: [1, 65535] }, { TCP: [80] }],
    [
      'ports: [{ port: 80, endPort: 90 }]',
      { TCP: [80, 85, 90] },
      { TCP: [79, 91] },
    ],
    [
      'ports: [{ port: 80 }, { protocol: SCTP, port: 9 }]',
      { TCP: [80], SCTP: [9] },
      { TCP: [9], SCTP: [80] },
    ],
  ])('{ %s }', (ports, open: object, closed: object) => {
    const cases = (list: object) =>
      Object.entries(list).flatMap(([protocol, numbers]) =>
        numbers.map((port: number) => ({ protocol, port })),
      );
    for (const port of cases(open)) {
      expect(allows([ingress(`{ ${ports} }`)], from(client), web, port)).toBe(
        true,
      );
    }
    for (const port of cases(closed)) {
      expect(allows([ingress(`{ ${ports} }`)], from(client), web, port)).toBe(
        false,
      );
    }
  });
});

describe('rule 10: named ports', () => {
  const named = (name: string, port: number, protocol: 'TCP' | 'UDP') =>
    pod(
      'default/web',
      { app: 'web' },
      { ports: [{ name, containerPort: port, protocol }] },
    );
  const rule = ingress('{ ports: [{ port: http }] }');

  it('resolve on the destination pod, by name and protocol', () => {
    expect(allows([rule], from(client), named('http', 80, 'TCP'))).toBe(true);
    expect(allows([rule], from(client), named('http', 8080, 'TCP'))).toBe(
      false,
    );
    expect(allows([rule], from(client), named('http', 80, 'UDP'))).toBe(false);
    expect(allows([rule], from(client), web)).toBe(false);
  });

  it('resolve on the destination pod for egress too, and on no address', () => {
    const egress = policy(
      'egress',
      '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { podSelector: {} }], ports: [{ port: http }] }] }',
    );
    const sourceWithPort = pod(
      'default/client',
      {},
      { ports: [{ name: 'http', containerPort: 80, protocol: 'TCP' }] },
    );
    expect(
      allows([egress], from(sourceWithPort), named('http', 80, 'TCP')),
    ).toBe(true);
    expect(allows([egress], from(sourceWithPort), web)).toBe(false);
    expect(
      evaluateConnection(snapshot({ networkPolicies: [egress] }), {
        from: from(sourceWithPort),
        to: { kind: 'address', address: '203.0.113.7' },
        port: http,
      }).allowed,
    ).toBe(false);
  });
});

it('rule 11: policies add up, and both sides must allow', () => {
  const toClients = ingress('{ from: [{ podSelector: {} }] }');
  expect(allows([denyAll, toClients], from(client))).toBe(true);
  const noEgress = policy(
    'no-egress',
    '{ podSelector: { matchLabels: { role: client } }, policyTypes: [Egress] }',
  );
  const verdict = judge([denyAll, toClients, noEgress], from(client));
  expect(verdict.allowed).toBe(false);
  expect(verdict.ingress.allowed).toBe(true);
  expect(verdict.egress).toMatchObject({
    because: 'no-rule',
    policies: [{ name: 'no-egress' }],
  });
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
    const remote: Source = { kind: 'address', address: '10.1.2.3' };
    expect(judge([block], remote)).toMatchObject({
      allowed: true,
      partial: [],
    });
  });

  it('holds whatever address a pod will get, when it holds all of them', () => {
    const every = ingress('{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }');
    expect(allows([every], from(stranger))).toBe(true);
    expect(allows([block], from(stranger))).toBe(false);
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

it('rule 14: a pod reaches its own address whatever the policies say', () => {
  const closed = policy(
    'closed',
    '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
  );
  expect(allows([closed], from(web), web)).toBe(true);
  expect(allows([closed], from(client), web)).toBe(false);
});

describe('rule 16: pods on the network of their node', () => {
  const onNode = pod(
    'default/agent',
    { role: 'client' },
    { hostNetwork: true, addresses: ['192.0.2.1'] },
  );

  it('are no peer of a selector, but may be of a block', () => {
    const selecting = ingress('{ from: [{ namespaceSelector: {} }] }');
    const blocking = ingress('{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }');
    expect(allows([selecting], from(onNode))).toBe(false);
    expect(allows([blocking], from(onNode))).toBe(true);
  });

  it('are isolated by nothing, and the verdict is partial', () => {
    const closed = policy(
      'closed',
      '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
    );
    const verdict = judge([closed], from(stranger), onNode);
    expect(verdict.ingress.because).toBe('not-isolated');
    expect(verdict.partial).toEqual([
      expect.stringContaining("default/agent uses its node's network"),
    ]);
  });
});

it('rule 17: says that a pod has finished, or has no address yet', () => {
  expect(
    judge([], from(client), pod('default/job', {}, { phase: 'Succeeded' }))
      .partial,
  ).toEqual([expect.stringContaining('has finished')]);
  expect(
    judge([], from(client), pod('default/new', {}, { phase: 'Pending' }))
      .partial,
  ).toEqual([expect.stringContaining('no address yet')]);
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
