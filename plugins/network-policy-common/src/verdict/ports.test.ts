import { IndexedCluster } from '../cluster/IndexedCluster';
import {
  allows,
  client,
  from,
  http,
  ingress,
  web,
} from '../testing/connections';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { evaluateConnection } from './evaluateConnection';

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
      evaluateConnection(
        IndexedCluster.from(snapshot({ networkPolicies: [egress] })),
        {
          from: from(sourceWithPort),
          to: { kind: 'address', address: '203.0.113.7' },
          port: http,
        },
      ).allowed,
    ).toBe(false);
  });
});
