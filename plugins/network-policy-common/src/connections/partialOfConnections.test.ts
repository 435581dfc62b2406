import { IndexedCluster } from '../cluster/IndexedCluster';
import { Pod } from '../kubernetes/clusterSnapshot';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { connectionsOf, partialOfConnections } from './index';
import { spellConnections } from '../testing/spellConnections';

const planned = [
  pod('default/web', { app: 'web' }),
  pod('shop/client', { app: 'client' }),
];
const running = planned.map((one, index) => ({
  ...one,
  addresses: [`10.0.0.${index}`],
}));

const clusterOf = (pods: Pod[], ...peers: string[]) =>
  IndexedCluster.from(
    snapshot({
      pods,
      networkPolicies: [
        policy(
          'blocks',
          `{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [${peers}], ports: [{ port: 80 }] }] }`,
        ),
      ],
    }),
  );
const block = (cidr: string, ...except: string[]) =>
  `{ ipBlock: { cidr: "${cidr}", except: ${JSON.stringify(except)} } }`;
const clientReachesWeb = (pods: Pod[], ...peers: string[]) =>
  spellConnections(connectionsOf(clusterOf(pods, ...peers))).includes(
    'shop/client > default/web: TCP 80',
  );

describe('rule 21a: pods without an address yet', () => {
  it.each([
    [block('0.0.0.0/0')],
    [block('::/0')],
    [block('0.0.0.0/1'), block('128.0.0.0/1')],
    [block('0.0.0.0/0', '10.0.0.0/8'), block('10.0.0.0/8')],
  ])('are in blocks that hold every address: %s %s', (...peers) => {
    expect(clientReachesWeb(planned, ...peers)).toBe(true);
    expect(partialOfConnections(clusterOf(planned, ...peers))).toEqual([
      'Some pods are matched by a block of addresses, and not every network plugin matches blocks against pods: NetworkPolicy default/blocks.',
    ]);
  });

  it.each([
    block('0.0.0.0/1'),
    block('0.0.0.0/0', '10.0.0.0/8'),
    block('10.0.0.0/8'),
  ])('may be in other blocks: %s', peer => {
    expect(clientReachesWeb(planned, peer)).toBe(false);
    expect(partialOfConnections(clusterOf(planned, peer))).toEqual([
      'Pods without an address yet: 2. Whether they get one in a block of these policies is not known, so connections between pods may be allowed or denied otherwise than listed: NetworkPolicy default/blocks.',
    ]);
  });
});

it('nothing is open where blocks hold addresses outside only, selectors match all pods, or there are no blocks', () => {
  const partial = (...peers: string[]) =>
    partialOfConnections(clusterOf(running, ...peers));
  expect(partial(block('203.0.113.0/24'))).toEqual([]);
  expect(partial(block('10.0.0.0/8'))).toEqual([
    expect.stringContaining('not every network plugin'),
  ]);
  expect(partial(block('10.0.0.0/8'), '{ namespaceSelector: {} }')).toEqual([]);
  expect(partial('{ podSelector: {} }')).toEqual([]);
});
