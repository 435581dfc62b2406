import { PortRanges, protocols, rangesWhere } from '../evaluators/portRanges';

/** Ports as netpol-analyzer's cases write them. */
export type ExpectedPorts = { all: true } | Record<string, [number, number][]>;

const holds = (ports: ExpectedPorts, protocol: string, port: number) =>
  'all' in ports ||
  (ports[protocol] ?? []).some(
    ([first, last]) => first <= port && port <= last,
  );

const startsOf = (ports: ExpectedPorts): number[] =>
  'all' in ports
    ? []
    : protocols
        .flatMap(protocol => ports[protocol] ?? [])
        .flatMap(([first, last]) => [first, last + 1]);

/** The ports of several lines together. */
export function expectedPorts(lines: readonly ExpectedPorts[]): PortRanges {
  const starts = new Set([1, ...lines.flatMap(startsOf)]);
  const asked = [...starts]
    .filter(port => port <= 65535)
    .sort((one, other) => one - other);
  return rangesWhere(asked, (protocol, port) =>
    lines.some(ports => holds(ports, protocol, port)),
  );
}
