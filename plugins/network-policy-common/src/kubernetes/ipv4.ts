const dot = 46;
const zero = 48;

/**
 * Reads four decimal numbers, without zeros before them; undefined when it is something else. Clusters have a hundred
 * thousand such addresses and more, which the library takes a hundred times as long for.
 */
export function readIpv4(address: string): number | undefined {
  let number = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let index = 0; index < address.length; index++) {
    const code = address.charCodeAt(index);
    if (code === dot) {
      if (digits === 0) {
        return undefined;
      }
      number = number * 256 + part;
      part = 0;
      digits = 0;
      dots++;
    } else {
      const digit = code - zero;
      const isLeadingZero = digits > 0 && part === 0;
      part = part * 10 + digit;
      digits++;
      if (digit < 0 || digit > 9 || isLeadingZero || part > 255) {
        return undefined;
      }
    }
  }
  return dots === 3 && digits > 0 ? number * 256 + part : undefined;
}

/** The usual spelling of an address. */
export function spellIpv4(address: number): string {
  const parts = [address >>> 24, address >>> 16, address >>> 8, address];
  return parts.map(part => part & 255).join('.');
}
