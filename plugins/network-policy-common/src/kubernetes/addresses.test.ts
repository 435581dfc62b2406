import {
  addressFamily,
  blockHolds,
  isEveryAddress,
  isStrictSubset,
  parseBlock,
  validateAddress,
  validateBlock,
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

it.each([
  ['', 'Required value'],
  ['10.0.0.0', expect.stringContaining('must be a valid CIDR value')],
  ['10.0.0/8', expect.stringContaining('must be a valid CIDR value')],
  ['10.0.0.0/33', expect.stringContaining('must be a valid CIDR value')],
  ['fe80::%eth0/64', expect.stringContaining('must be a valid CIDR value')],
  ['web', expect.stringContaining('(e.g. 10.9.8.0/24 or 2001:db8::/64)')],
  ['010.0.0.0/8', 'must not have leading 0s in IP or prefix length'],
  ['10.0.0.0/08', 'must not have leading 0s in IP or prefix length'],
  ['::192.168.01.1/128', 'must not have leading 0s in IP or prefix length'],
  ['::ffff:10.0.0.0/104', 'must not have an IPv4-mapped IPv6 address'],
])('says what is wrong with the block %j', (cidr, message) => {
  expect(validateBlock(cidr)).toEqual(message);
  expect(parseBlock(cidr)).toBeUndefined();
});

it('takes blocks with bits beyond their prefix, which clusters hold, and groups with zeros', () => {
  for (const cidr of ['10.1.2.3/8', '2001:0db8::/32', '0.0.0.0/0', '::/0']) {
    expect(validateBlock(cidr)).toBeUndefined();
  }
});

it('says what is no address', () => {
  for (const address of ['10.0.0.7', '255.255.255.255', 'fd00::7']) {
    expect(validateAddress(address)).toBeUndefined();
  }
  for (const address of ['10.0.0', '10.0.0.256', '012.0.0.1', 'fe80::1%eth0']) {
    expect(validateAddress(address)).toBe(
      'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    );
  }
});
