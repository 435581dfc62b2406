import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { readAddress } from './addresses';

/** What the library says of an address, as a number. */
function byLibrary(address: string): number | bigint | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    return ipaddr.IPv4.parse(address).octets.reduce(
      (total, octet) => total * 256 + octet,
      0,
    );
  }
  if (!address.includes(':') || !ipaddr.IPv6.isValid(address)) {
    return undefined;
  }
  const read = ipaddr.process(address);
  return read instanceof ipaddr.IPv4
    ? byLibrary(read.toString())
    : read.parts.reduce((total, part) => total * 65536n + BigInt(part), 0n);
}

const part = fc.oneof(
  fc.nat(300).map(String),
  fc.constantFrom('', '0', '00', '01', '255', '256', '1e1', ' 1', '-1', '+1'),
);
const almost = fc
  .tuple(
    fc.array(part, { minLength: 3, maxLength: 5 }),
    fc.constantFrom('', '.'),
  )
  .map(([parts, end]) => `${parts.join('.')}${end}`);

it('reads addresses as the library does, and refuses what it refuses', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.ipV4(), fc.ipV6(), almost, fc.string()),
      address => {
        expect(readAddress(address)?.number).toBe(byLibrary(address));
      },
    ),
  );
});

it.each([
  ['0.0.0.0', { family: 'ipv4', number: 0 }],
  ['255.255.255.255', { family: 'ipv4', number: 4_294_967_295 }],
  ['10.0.0.1', { family: 'ipv4', number: 167_772_161 }],
  ['::1', { family: 'ipv6', number: 1n }],
  ['::ffff:10.0.0.1', { family: 'ipv4', number: 167_772_161 }],
  ['::ffff:a00:1', { family: 'ipv4', number: 167_772_161 }],
  ['10.0.0', undefined],
  ['10.0.0.01', undefined],
  ['10.0.0.256', undefined],
  ['10.0.0.1.', undefined],
  ['', undefined],
])('reads "%s"', (address, read) => {
  expect(readAddress(address)).toEqual(read);
});
