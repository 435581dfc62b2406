import { RawObject } from '../naive/objects';

/** Addresses of IPv4 from the first to the last, as numbers. */
export type Range = readonly [first: number, last: number];

const lastAddress = 2 ** 32 - 1;

const toNumber = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const toAddress = (number: number): string =>
  [24, 16, 8, 0].map(bits => Math.floor(number / 2 ** bits) % 256).join('.');

/** Reads `10.0.0.0-10.255.255.255`. */
export function readRange(text: string): Range {
  const [first, last] = text.split('-').map(toNumber);
  return [first, last];
}

export const rangeHolds = ([first, last]: Range, address: string): boolean =>
  first <= toNumber(address) && toNumber(address) <= last;

function readBlock(cidr: string): Range {
  const [address, bits] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  const first = Math.floor(toNumber(address) / size) * size;
  return [first, first + size - 1];
}

/** Every block of IPv4 addresses that is written anywhere in these objects. */
export function blocksIn(resources: readonly RawObject[]): Range[] {
  const found = JSON.stringify(resources).match(/"\d+\.\d+\.\d+\.\d+\/\d+"/g);
  return (found ?? []).map(quoted => readBlock(quoted.slice(1, -1)));
}

/** The first and the last address of each range, and the addresses next to them. */
export function boundaries(ranges: readonly Range[]): string[] {
  const numbers = [[0, lastAddress], ...ranges].flatMap(([first, last]) => [
    first - 1,
    first,
    last,
    last + 1,
  ]);
  return [...new Set(numbers)]
    .filter(number => number >= 0 && number <= lastAddress)
    .map(toAddress);
}
