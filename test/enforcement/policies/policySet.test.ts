import { readObject } from 'backstage-plugin-network-policy-common';
import ipaddr from 'ipaddr.js';
import { blockAround } from './blocks';
import { policySet } from './policySet';

const subjects = {
  namespaces: ['one', 'two', 'three'],
  addresses: ['10.244.0.3', '10.244.0.4', '10.244.0.9', '10.244.1.2'],
};
const sets = Array.from({ length: 200 }, (_, seed) =>
  policySet(seed, subjects),
);

it('gives the same policies for the same seed', () => {
  expect(policySet(7, subjects)).toEqual(sets[7]);
  expect(new Set(sets.map(set => JSON.stringify(set))).size).toBe(sets.length);
});

it('makes policies that can be read', () => {
  const outcomes = sets.flat().map(policy => readObject(policy).outcome);
  expect(new Set(outcomes)).toEqual(new Set(['read']));
});

it('makes exceptions that lie in their block, as the API server demands', () => {
  const blocks = sets
    .flat()
    .flatMap(({ spec: { ingress, egress } }) => [
      ...(ingress ?? []).flatMap(rule => rule?.from ?? []),
      ...(egress ?? []).flatMap(rule => rule?.to ?? []),
    ])
    .flatMap(({ ipBlock }) => ipBlock ?? []);
  const excepted = blocks.flatMap(({ cidr, except }) =>
    (except ?? []).map(smaller => [cidr, smaller]),
  );
  expect(excepted.length).toBeGreaterThan(50);
  for (const [cidr, smaller] of excepted) {
    const [network, prefix] = ipaddr.parseCIDR(cidr);
    const [start, length] = ipaddr.parseCIDR(smaller);
    expect(start.match([network, prefix])).toBe(true);
    expect(length).toBeGreaterThan(prefix);
  }
});

it('makes blocks of both families around an address', () => {
  expect(blockAround('10.244.0.7', 2)).toBe('10.244.0.4/30');
  expect(blockAround('10.244.0.7')).toBe('0.0.0.0/0');
  expect(blockAround('fd00::7', 3)).toBe('fd00::/125');
});
