import { isIP } from 'node:net';

const mappedPattern = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** The one spelling of an address: one of IPv6 has many, and one of IPv4 may be written as one of IPv6. */
export function canonicalAddress(address: string): string {
  if (isIP(address) !== 6) {
    return address;
  }
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = mappedPattern.exec(canonical) ?? [];
  return high === undefined
    ? canonical
    : [high, low]
        .map(part => parseInt(part, 16))
        .flatMap(part => [Math.floor(part / 256), part % 256])
        .join('.');
}

/** An address that somebody wrote, in its one spelling; those of one machine's own links mean nothing elsewhere. */
export function parseAddress(text: string): string | undefined {
  return isIP(text) && !text.includes('%') ? canonicalAddress(text) : undefined;
}
