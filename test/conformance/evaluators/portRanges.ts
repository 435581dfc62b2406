import { Objects } from '../naive/objects';

/** Ports of a protocol as ranges like `1-79,81-65535`; protocols in the order TCP, UDP, SCTP, those without ports left out. */
export type PortRanges = readonly { protocol: string; ports: string }[];

export const protocols = ['TCP', 'UDP', 'SCTP'] as const;
const lastPort = 65535;
const fieldsOfPorts: ReadonlySet<string> = new Set([
  'port',
  'endPort',
  'start',
  'end',
  'number',
  'containerPort',
]);

function collectNumbers(value: unknown, numbers: Set<number>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'number') collectNumbers(item, numbers);
    else if (fieldsOfPorts.has(key)) numbers.add(item);
  }
}

/**
 * The ports at which an answer may change: from each to the one before the next, all ports of a protocol have the same
 * answer, because no object tells them apart.
 */
export function portsToAsk(objects: Objects): number[] {
  const numbers = new Set<number>();
  collectNumbers(objects, numbers);
  const starts = [...numbers].flatMap(port => [port, port + 1]);
  return [...new Set([1, ...starts])]
    .filter(port => port >= 1 && port <= lastPort)
    .sort((one, other) => one - other);
}

/** The ranges of ports of which an answer holds, when it is asked at each of these. */
export function rangesWhere(
  asked: readonly number[],
  holds: (protocol: string, port: number) => boolean,
): PortRanges {
  return protocols.flatMap(protocol => {
    const ranges: [number, number][] = [];
    asked.forEach((start, index) => {
      if (!holds(protocol, start)) return;
      const end = (asked[index + 1] ?? lastPort + 1) - 1;
      const last = ranges[ranges.length - 1];
      if (last?.[1] === start - 1) last[1] = end;
      else ranges.push([start, end]);
    });
    const ports = ranges
      .map(([start, end]) => (start === end ? `${start}` : `${start}-${end}`))
      .join(',');
    return ports ? [{ protocol, ports }] : [];
  });
}
