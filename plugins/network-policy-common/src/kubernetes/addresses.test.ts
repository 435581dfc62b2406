import {
  addressFamily,
  blockHolds,
  isEveryAddress,
  isStrictSubset,
  parseBlock,
} from './addresses';

it.each([
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['10.1.2.3/8', '10.9.9.9', true],
  ['10.0.0.1/32', '10.0.0.1', true],
  ['0.0.0.0/0', '203.0.113.1', true],
  ['fd00::/8', 'fd12::1', true],
  ['::/0', '10.0.0.1', false],
  ['0.0.0.0/0', 'fd00::1', false],
  ['10.0.0.0/8', '::ffff:10.0.0.1', true],
  ['10.0.0.0/8', 'web', false],
])('%s holds %s: %s', (cidr, address, expected) => {
  expect(blockHolds(cidr, address)).toBe(expected);
});

it('takes no spelling that other programs read differently', () => {
  for (const cidr of ['010.0.0.0/8', '10/8', '0x0a.0.0.0/8', '10.0.0.0', '']) {
    expect(parseBlock(cidr)).toBeUndefined();
  }
  expect(addressFamily('012.0.0.1')).toBeUndefined();
  expect(addressFamily('fd00::1')).toBe('ipv6');
});

it('knows subsets and blocks of all addresses', () => {
  expect(isStrictSubset('10.1.0.0/16', '10.0.0.0/8')).toBe(true);
  expect(isStrictSubset('10.0.0.0/8', '10.0.0.0/8')).toBe(false);
  expect(isStrictSubset('11.0.0.0/16', '10.0.0.0/8')).toBe(false);
  expect(isStrictSubset('10.0.0.0/8', '::/0')).toBe(false);
  expect(isEveryAddress('::/0')).toBe(true);
  expect(isEveryAddress('0.0.0.0/1')).toBe(false);
});
