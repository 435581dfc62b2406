import {
  allowedPorts,
  ConnectionSide,
  connectionsOf,
  differenceOf,
  IndexedCluster,
  PortSet,
  workloadOf,
} from 'backstage-plugin-network-policy-common';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { outsideAddresses } from '../arbitraries/blocks';
import { endsOf, fuzzCase } from '../arbitraries/fuzzCase';
import { engineEnd, indexedClusterOf } from '../evaluators/engineEvaluator';
import { familyOf, remembering } from '../naive/addresses';
import { addressesOfCluster, NaiveEnd } from '../naive/ends';
import { objectsOf } from '../naive/objects';
import { check } from './check';

type Pair = { from: ConnectionSide; to: ConnectionSide };

const bytesOf = remembering((address: string) =>
  Buffer.from(ipaddr.parse(address).toByteArray()),
);

function isInRange(
  { first, last }: { first: string; last: string },
  address: string,
): boolean {
  const [low, own, high] = [first, address, last].map(bytesOf);
  return (
    low.length === own.length &&
    Buffer.compare(low, own) <= 0 &&
    Buffer.compare(own, high) <= 0
  );
}

/** The workload of a pod, or an address: what stands on a side of a connection. */
function sideOf(cluster: IndexedCluster, end: NaiveEnd): string {
  if ('address' in end) return end.address;
  const found = engineEnd(cluster, end);
  return found.kind === 'pod' ? JSON.stringify(workloadOf(found.pod)) : '';
}

const holds = (side: ConnectionSide, asked: string): boolean =>
  side.kind === 'workload'
    ? JSON.stringify(side.workload) === asked
    : !asked.startsWith('{') && isInRange(side, asked);

const portsOf = (
  connections: readonly (Pair & { allowed: PortSet })[],
  from: string,
  to: string,
): PortSet =>
  connections
    .filter(one => holds(one.from, from) && holds(one.to, to))
    .reduce((ports, { allowed }) => ports.union(allowed), PortSet.none());

/** Whether nothing of a pair is in the cluster. */
const isOutside = (one: NaiveEnd, other: NaiveEnd): boolean =>
  'address' in one && 'address' in other;

it('all connections of a cluster are those that are found pair by pair', () => {
  check(
    'connections as sets',
    600,
    fc.property(fuzzCase, fuzzed => {
      const cluster = indexedClusterOf(fuzzed.objects);
      const connections = [...connectionsOf(cluster)];
      // A Node's address is not outside the cluster, and ranges of IPv6 are listed only where it is used.
      const usesIpv6 = addressesOfCluster(fuzzed.objects, 'ipv6').length > 0;
      const nodeAddresses = objectsOf(fuzzed.objects, 'Node').flatMap(
        ({ status }) => status?.addresses?.map(({ address }) => address) ?? [],
      );
      const addresses = outsideAddresses.filter(
        address =>
          !nodeAddresses.includes(address) &&
          (usesIpv6 || familyOf(address) === 'ipv4'),
      );
      const ends = [
        ...endsOf(fuzzed).filter(end => 'pod' in end),
        ...addresses.map(address => ({ address })),
      ];
      const pairs = new Map<
        string,
        { from: string; to: string; ports: PortSet }
      >();
      for (const one of ends) {
        for (const other of ends) {
          const [from, to] = [one, other].map(end => sideOf(cluster, end));
          if (from === to || isOutside(one, other)) continue;
          const ports = allowedPorts(cluster, {
            from: engineEnd(cluster, one),
            to: engineEnd(cluster, other),
          });
          const key = `${from} ${to}`;
          const known = pairs.get(key)?.ports ?? PortSet.none();
          pairs.set(key, { from, to, ports: known.union(ports) });
        }
      }
      const differences = [...pairs.values()]
        .map(({ from, to, ports }) => ({
          from,
          to,
          expected: ports.toString(),
          actual: portsOf(connections, from, to).toString(),
        }))
        .filter(({ expected, actual }) => expected !== actual);
      expect(differences).toEqual([]);
      expect(connections.filter(({ allowed }) => allowed.isEmpty())).toEqual(
        [],
      );
    }),
  );
});

it('a state has no difference with itself, and differs from another one in what their connections differ', () => {
  check(
    'differences',
    300,
    fc.property(fuzzCase, fuzzCase, (one, other) => {
      const before = indexedClusterOf(one.objects);
      expect([...differenceOf(before, indexedClusterOf(one.objects))]).toEqual(
        [],
      );
      // The same pods under the policies of another cluster.
      const isPolicy = ({ kind }: { kind: string }) =>
        kind.endsWith('NetworkPolicy');
      const after = indexedClusterOf([
        ...one.objects.filter(object => !isPolicy(object)),
        ...other.objects.filter(isPolicy),
      ]);
      const was = [...connectionsOf(before)];
      const is = [...connectionsOf(after)];
      const changes = [...differenceOf(before, after)];
      const ends = [
        ...endsOf(one).filter(end => 'pod' in end),
        { address: '203.0.113.7' },
        { address: '10.0.0.77' },
      ];
      const wrong: unknown[] = [];
      for (const source of ends) {
        for (const destination of ends) {
          if (isOutside(source, destination)) continue;
          const [from, to] = [source, destination].map(end =>
            sideOf(before, end),
          );
          const gained = portsOf(
            changes.map(change => ({ ...change, allowed: change.gained })),
            from,
            to,
          );
          const lost = portsOf(
            changes.map(change => ({ ...change, allowed: change.lost })),
            from,
            to,
          );
          const [ports, now] = [was, is].map(list => portsOf(list, from, to));
          const expected = {
            gained: now.subtract(ports).toString(),
            lost: ports.subtract(now).toString(),
          };
          const actual = { gained: gained.toString(), lost: lost.toString() };
          if (
            actual.gained !== expected.gained ||
            actual.lost !== expected.lost
          ) {
            wrong.push({ from, to, expected, actual });
          }
        }
      }
      expect(wrong).toEqual([]);
    }),
  );
});
