import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { readIpv4, spellIpv4 } from './ipv4';

it('spells every address as it was read', () => {
  fc.assert(
    fc.property(fc.ipV4(), address => {
      const number = readIpv4(address);
      expect(number).toBe(
        ipaddr.IPv4.parse(address).octets.reduce(
          (total, octet) => total * 256 + octet,
          0,
        ),
      );
      expect(spellIpv4(number!)).toBe(address);
    }),
  );
  expect(spellIpv4(readIpv4('255.255.255.255')!)).toBe('255.255.255.255');
});

it.each([
  '',
  '1',
  '1.2.3',
  '1.2.3.4.5',
  '01.2.3.4',
  '1.2.3.256',
  '::1',
  '1.2.3.',
])('does not read %j, which has another spelling or is none', address =>
  expect(readIpv4(address)).toBeUndefined(),
);
