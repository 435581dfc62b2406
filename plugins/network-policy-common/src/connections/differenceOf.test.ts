import fc from 'fast-check';
import { clusterSnapshot } from '../__testUtils__/arbitraries';
import { IndexedCluster } from '../cluster/IndexedCluster';
import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import { clusterPolicy } from '../testing/clusterPolicy';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { spellSide } from '../testing/spellConnections';
import { ChangedConnection, differenceOf } from './differenceOf';

const owner = { kind: 'Deployment', name: 'web' };
const web = pod('default/web-1', { app: 'web' }, { owner });
const client = pod('shop/client', { role: 'client' });
const batch = pod('shop/batch', { role: 'batch' });
const pods = [web, client, batch];

const closed = policy('closed', '{ podSelector: {} }');
const rule = (ingress: string) =>
  policy('rule', `{ podSelector: {}, ingress: [${ingress}] }`);
const clients = rule(
  '{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { role: client } } }], ports: [{ port: 80 }, { port: 443 }] }',
);

const difference = (
  before: Partial<ClusterSnapshot>,
  after: Partial<ClusterSnapshot>,
) => [
  ...differenceOf(
    IndexedCluster.from(snapshot({ pods, ...before })),
    IndexedCluster.from(snapshot({ pods, ...after })),
  ),
];

const spell = ({ from, to, gained, lost }: ChangedConnection) =>
  `${spellSide(from)} > ${spellSide(to)}: +${gained} -${lost}`;
const spelled = (...states: Parameters<typeof difference>) =>
  difference(...states)
    .map(spell)
    .sort();

const reference = (name: string, more: object = {}) => ({
  kind: 'NetworkPolicy',
  namespace: 'default',
  name,
  tier: 'NetworkPolicy',
  ...more,
});

it('of equal states is empty', () => {
  fc.assert(
    fc.property(clusterSnapshot, state => {
      expect([
        ...differenceOf(IndexedCluster.from(state), IndexedCluster.from(state)),
      ]).toEqual([]);
    }),
  );
});

it('the other way round, gains are losses', () => {
  fc.assert(
    fc.property(clusterSnapshot, clusterSnapshot, (one, other) => {
      const there = [
        ...differenceOf(IndexedCluster.from(one), IndexedCluster.from(other)),
      ];
      const back = [
        ...differenceOf(IndexedCluster.from(other), IndexedCluster.from(one)),
      ];
      expect(
        back
          .map(({ gained, lost, ...sides }) =>
            spell({ ...sides, gained: lost, lost: gained }),
          )
          .sort(),
      ).toEqual(there.map(spell).sort());
    }),
    { numRuns: 40 },
  );
});

describe('who gains', () => {
  it('is told with the ports, and the rule that allows them now', () => {
    const [change, ...more] = difference(
      { networkPolicies: [closed] },
      { networkPolicies: [closed, clients] },
    );
    expect(more).toEqual([]);
    expect(spell(change)).toBe(
      'shop/client > default/Deployment/web: +TCP 80,443 -no ports',
    );
    expect(change.because).toEqual([
      {
        port: { protocol: 'TCP', port: 80 },
        before: expect.objectContaining({
          allowed: false,
          ingress: {
            allowed: false,
            because: 'no-rule',
            policies: [reference('closed')],
          },
        }),
        after: expect.objectContaining({
          allowed: true,
          ingress: {
            allowed: true,
            because: 'rules',
            policies: [reference('rule', { rule: 0, peer: 0, port: 0 })],
          },
        }),
      },
    ]);
  });

  it('may gain some ports and lose others', () => {
    const other = rule(
      '{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { role: client } } }], ports: [{ port: 443 }, { port: 8080 }] }',
    );
    const [change] = difference(
      { networkPolicies: [clients] },
      { networkPolicies: [other] },
    );
    expect(spell(change)).toBe(
      'shop/client > default/Deployment/web: +TCP 8080 -TCP 80',
    );
    expect(
      change.because.map(({ port, before, after }) => [
        port.port,
        before?.allowed,
        after?.allowed,
      ]),
    ).toEqual([
      [8080, false, true],
      [80, true, false],
    ]);
  });

  it('by their own egress is told too', () => {
    const shut = policy(
      'egress',
      '{ podSelector: { matchLabels: { role: batch } }, policyTypes: [Egress] }',
      'shop',
    );
    const changes = difference(
      { networkPolicies: [shut] },
      { networkPolicies: [] },
    );
    expect(changes.map(spell).sort()).toEqual([
      'shop/batch > 0.0.0.0-255.255.255.255: +all ports -no ports',
      'shop/batch > default/Deployment/web: +all ports -no ports',
      'shop/batch > shop/client: +all ports -no ports',
    ]);
    expect(changes[0].because[0].before?.egress).toMatchObject({
      because: 'no-rule',
      policies: [{ namespace: 'shop', name: 'egress' }],
    });
  });
});

describe('who loses', () => {
  it('rule 4: are sources outside too, when NP-05 isolates pods that nothing isolated', () => {
    const np05 = rule('{ from: [{ namespaceSelector: {} }] }');
    const [change, ...more] = difference({}, { networkPolicies: [np05] });
    expect(more).toEqual([]);
    expect(spell(change)).toBe(
      '0.0.0.0-255.255.255.255 > default/Deployment/web: +no ports -all ports',
    );
    expect(change.because[0]).toMatchObject({
      before: { ingress: { because: 'not-isolated' } },
      after: { ingress: { because: 'no-rule', policies: [{ name: 'rule' }] } },
    });
  });

  it('to a cluster-wide policy is told with its rule', () => {
    const deny = clusterPolicy(
      'deny',
      '{ ingress: [{ action: Deny, from: [{ pods: { podSelector: { matchLabels: { role: client } } } }], protocols: [{ tcp: { destinationPort: { number: 443 } } }] }] }',
    );
    const changes = difference(
      { networkPolicies: [clients] },
      { networkPolicies: [clients], clusterNetworkPolicies: [deny] },
    ).filter(({ to }) => spellSide(to) === 'default/Deployment/web');
    expect(changes.map(spell)).toEqual([
      'shop/client > default/Deployment/web: +no ports -TCP 443',
    ]);
    expect(changes[0].because[0].after?.ingress).toMatchObject({
      because: 'denied',
      policies: [{ kind: 'ClusterNetworkPolicy', name: 'deny', rule: 0 }],
    });
  });
});

describe('pods', () => {
  it('that get other labels gain and lose', () => {
    const asBatch = { ...client, labels: batch.labels };
    const asClient = { ...batch, labels: client.labels };
    expect(
      spelled(
        { networkPolicies: [clients] },
        { networkPolicies: [clients], pods: [web, asBatch, asClient] },
      ),
    ).toEqual([
      'shop/batch > default/Deployment/web: +TCP 80,443 -no ports',
      'shop/client > default/Deployment/web: +no ports -TCP 80,443',
    ]);
  });

  it('of a workload that are replaced by others like them change nothing', () => {
    expect(
      spelled(
        { networkPolicies: [clients] },
        {
          networkPolicies: [clients],
          pods: [{ ...web, name: 'web-2' }, client, batch],
        },
      ),
    ).toEqual([]);
  });

  it('that are new gain, those that go lose, and there is no verdict of where they are not', () => {
    const without = {
      networkPolicies: [closed, clients],
      pods: [web, batch],
    };
    const withClient = { networkPolicies: [closed, clients] };
    const isToWeb = ({ to }: ChangedConnection) =>
      spellSide(to) === 'default/Deployment/web';
    const [gain] = difference(without, withClient).filter(isToWeb);
    expect(spell(gain)).toBe(
      'shop/client > default/Deployment/web: +TCP 80,443 -no ports',
    );
    expect(gain.because[0].before).toBeUndefined();
    expect(gain.because[0].after?.allowed).toBe(true);
    const [loss] = difference(withClient, without).filter(isToWeb);
    expect(spell(loss)).toBe(
      'shop/client > default/Deployment/web: +no ports -TCP 80,443',
    );
    expect(loss.because[0].before?.allowed).toBe(true);
    expect(loss.because[0].after).toBeUndefined();
  });

  it('that have finished explain nothing', () => {
    const finished: Pod = {
      ...web,
      name: 'web-old',
      labels: { app: 'old' },
      phase: 'Succeeded',
    };
    const all = [finished, web, client];
    const onlyWeb = policy(
      'closed',
      '{ podSelector: { matchLabels: { app: web } } }',
    );
    const changes = difference(
      { pods: all },
      { pods: all, networkPolicies: [onlyWeb] },
    );
    expect(changes.map(({ because: [{ after }] }) => after?.allowed)).toEqual(
      changes.map(() => false),
    );
    expect(changes).toHaveLength(2);
  });

  it('with the first IPv6 address of the cluster change nothing for the others', () => {
    const four = pods.map((one, index) => ({
      ...one,
      addresses: [`10.0.0.${index + 1}`],
    }));
    const six = pod('six/new', {}, { addresses: ['fd00::1'] });
    expect(
      spelled({ pods: four }, { pods: [...four, six] }).filter(
        one => !one.includes('six/new'),
      ),
    ).toEqual([]);
  });
});

it('of ranges tells as one what is next to each other and changes alike', () => {
  const from = (...cidrs: string[]) =>
    policy(
      'rule',
      `{ podSelector: {}, ingress: [{ from: [${cidrs
        .map(cidr => `{ ipBlock: { cidr: ${cidr} } }`)
        .join(', ')}] }] }`,
    );
  expect(
    spelled(
      { networkPolicies: [from('10.0.0.0/8')] },
      { networkPolicies: [from('11.0.0.0/8', '12.0.0.0/8')] },
    ),
  ).toEqual([
    '10.0.0.0-10.255.255.255 > default/Deployment/web: +no ports -all ports',
    '11.0.0.0-12.255.255.255 > default/Deployment/web: +all ports -no ports',
  ]);
});
