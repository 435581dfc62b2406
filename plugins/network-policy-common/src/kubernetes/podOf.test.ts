import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { Pod } from './clusterSnapshot';
import { PodOfOneAddress } from './PodOfOneAddress';
import { podOf } from './podOf';

const owner = { kind: 'ReplicaSet', name: 'web-1' };

function podWith(...addresses: string[]): Pod {
  return {
    namespace: 'default',
    name: 'web-1-a',
    labels: { app: 'web' },
    phase: 'Running',
    hostNetwork: false,
    addresses,
    ports: [],
    owner,
    nodeName: 'node-1',
  };
}

function read({ owner: by, nodeName, ...pod }: Pod): Pod {
  return podOf(pod, by, nodeName);
}

it('keeps one address of IPv4 as a number that nobody sees', () => {
  fc.assert(
    fc.property(fc.ipV4(), address => {
      const plain = podWith(address);
      const kept = read(plain);
      expect(PodOfOneAddress.addressOf(kept)).toEqual(expect.any(Number));
      expect(kept).toEqual(plain);
      expect(isDeepStrictEqual({ ...kept }, plain)).toBe(true);
      expect(JSON.parse(JSON.stringify(kept))).toEqual(plain);
      expect(structuredClone(kept)).toEqual(plain);
    }),
  );
});

it('tells pods with different addresses apart', () => {
  const one = read(podWith('10.0.0.1'));
  expect(isDeepStrictEqual(one, read(podWith('10.0.0.1')))).toBe(true);
  expect(isDeepStrictEqual(one, read(podWith('10.0.0.2')))).toBe(false);
  expect(isDeepStrictEqual(one, read(podWith()))).toBe(false);
});

it.each([
  [[]],
  [['fd00::1']],
  [['10.0.0.1', 'fd00::1']],
  [['::ffff:10.0.0.1']],
])('keeps %j as they are spelled', addresses => {
  const plain = podWith(...addresses);
  const kept = read(plain);
  expect(PodOfOneAddress.addressOf(kept)).toBeUndefined();
  expect(kept).toEqual(plain);
});
