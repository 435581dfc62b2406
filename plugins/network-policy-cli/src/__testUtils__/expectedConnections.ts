/** A line of what another analyser says of a set of manifests. */
export interface ExpectedLine {
  /** `default/web[Deployment]` or `10.0.0.0-10.255.255.255[External]`. */
  src: string;
  dst: string;
  ports: { all: true } | Record<string, [number, number][]>;
}

/** A connection as `list` prints it. */
export interface ListedConnection {
  from: ListedSide;
  to: ListedSide;
  allowed: { protocol: string; ports: string }[];
}

type ListedSide =
  | { workload: { namespace: string; kind: string; name: string } }
  | { range: string };

interface Line {
  src: string;
  dst: string;
  /** `SCTP 1-65535,TCP 1-79`, sorted. */
  ports: string;
}

const suffix = '[External]';

const numberOf = (address: string) =>
  address.split('.').reduce((total, part) => total * 256 + Number(part), 0);

function boundsOf(end: string): [number, number] | undefined {
  if (!end.endsWith(suffix)) {
    return undefined;
  }
  const [first, last] = end.slice(0, -suffix.length).split('-');
  return [numberOf(first), numberOf(last)];
}

const isAll = (ports: ExpectedLine['ports']): ports is { all: true } =>
  'all' in ports;

function lineOf({ src, dst, ports }: ExpectedLine): Line {
  const byProtocol = isAll(ports)
    ? ['SCTP 1-65535', 'TCP 1-65535', 'UDP 1-65535']
    : Object.entries(ports).map(
        ([protocol, ranges]) =>
          `${protocol} ${ranges
            .map(([from, to]) => (from === to ? from : `${from}-${to}`))
            .join()}`,
      );
  return { src, dst, ports: byProtocol.sort().join(' ') };
}

function endOf(side: ListedSide): string {
  if ('range' in side) {
    return `${side.range}${suffix}`;
  }
  const { namespace, kind, name } = side.workload;
  return `${namespace}/${name}[${kind}]`;
}

function listedLine({ from, to, allowed }: ListedConnection): Line {
  return {
    src: endOf(from),
    dst: endOf(to),
    ports: allowed
      .map(({ protocol, ports }) => `${protocol} ${ports}`)
      .sort()
      .join(' '),
  };
}

/**
 * The lines with their ranges cut at every one of these addresses, so that two analysers that cut them differently can
 * be compared: `10.0.0.0…` to `default/web` becomes `167772160 default/web`.
 */
function cut(lines: readonly Line[], cuts: readonly number[]): Set<string> {
  return new Set(
    lines.flatMap(({ src, dst, ports }) => {
      const bounds = boundsOf(src) ?? boundsOf(dst);
      if (!bounds) {
        return [`${src} => ${dst}: ${ports}`];
      }
      const [first, last] = bounds;
      const other = boundsOf(src) ? `=> ${dst}` : `<= ${src}`;
      return cuts
        .filter(address => first <= address && address <= last)
        .map(address => `${address} ${other}: ${ports}`);
    }),
  );
}

/** What is expected and not listed, and what is listed and not expected. */
export function compareConnections(
  expected: readonly ExpectedLine[],
  listed: readonly ListedConnection[],
): { missing: string[]; surplus: string[] } {
  const ours = listed.map(listedLine);
  const theirs = expected.map(lineOf);
  const cuts = new Set(
    [...ours, ...theirs].flatMap(({ src, dst }) => {
      const bounds = boundsOf(src) ?? boundsOf(dst);
      return bounds ? [bounds[0], bounds[1] + 1] : [];
    }),
  );
  const left = cut(theirs, [...cuts]);
  const right = cut(ours, [...cuts]);
  return {
    missing: [...left].filter(line => !right.has(line)),
    surplus: [...right].filter(line => !left.has(line)),
  };
}
