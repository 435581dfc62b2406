import fc from 'fast-check';

/** Blocks with smaller ones inside: they hold all, some or one of the pods' addresses, or addresses outside. */
const blocks: readonly { cidr: string; inside: readonly string[] }[] = [
  {
    cidr: '0.0.0.0/0',
    inside: ['10.0.0.0/8', '10.0.0.2/32', '203.0.113.0/24'],
  },
  { cidr: '0.0.0.0/1', inside: ['10.0.0.2/32'] },
  { cidr: '128.0.0.0/1', inside: ['203.0.113.0/24'] },
  { cidr: '10.0.0.0/24', inside: ['10.0.0.0/30', '10.0.0.4/32'] },
  { cidr: '10.0.0.0/30', inside: ['10.0.0.1/32', '10.0.0.2/31'] },
  { cidr: '10.0.0.2/32', inside: [] },
  { cidr: '10.0.0.99/24', inside: ['10.0.0.5/30'] },
  { cidr: '192.0.2.0/24', inside: ['192.0.2.1/32'] },
  { cidr: '203.0.113.0/24', inside: ['203.0.113.0/29'] },
  { cidr: '::/0', inside: ['fd00::/64', '2001:db8::/32'] },
  { cidr: '::/1', inside: [] },
  { cidr: '8000::/1', inside: ['fd00::/64'] },
  { cidr: 'fd00::/64', inside: ['fd00::/126', 'fd00::2/128'] },
  { cidr: 'fd00::1/128', inside: [] },
  { cidr: '2001:db8::/32', inside: ['2001:db8::7/128'] },
];

export const cidr = fc.constantFrom(...blocks.map(block => block.cidr));

/** A block with exceptions, or without. */
export const ipBlock = fc
  .constantFrom(...blocks)
  .chain(({ cidr: whole, inside }) =>
    fc.record({
      cidr: fc.constant(whole),
      except: fc.oneof(
        fc.constantFrom(undefined, null),
        fc.subarray([...inside]),
      ),
    }),
  );

/** Addresses outside the cluster, of which one is also near the pods' and one a Node's. */
export const outsideAddresses = [
  '203.0.113.7',
  '203.0.113.77',
  '10.0.0.77',
  '192.0.2.1',
  '2001:db8::7',
];
