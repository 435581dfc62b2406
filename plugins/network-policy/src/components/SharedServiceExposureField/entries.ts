import type { PortDraft } from 'backstage-plugin-network-policy-common';

const protocols = { TCP: 'TCP', UDP: 'UDP', SCTP: 'SCTP' } as const;

function isProtocol(value: string): value is keyof typeof protocols {
  return value in protocols;
}

/** What stands in the way of reading entries as labels; undefined when nothing does. */
export function labelEntriesProblem(
  entries: readonly string[],
): { kind: 'unreadable' | 'twice'; text: string } | undefined {
  const keys = new Set<string>();
  for (const entry of entries) {
    const [key, ...value] = entry.split('=');
    if (value.length === 0) {
      return { kind: 'unreadable', text: entry };
    }
    if (keys.has(key)) {
      return { kind: 'twice', text: key };
    }
    keys.add(key);
  }
  return undefined;
}

/** Entries like `app=web` as labels; the entries themselves when they cannot be read. */
export function labelsFromEntries(
  entries: readonly string[],
): Record<string, string> | string[] {
  if (labelEntriesProblem(entries)) {
    return [...entries];
  }
  return Object.fromEntries(
    entries.map(entry => {
      const split = entry.indexOf('=');
      return [entry.slice(0, split), entry.slice(split + 1)];
    }),
  );
}

/** Labels as entries like `app=web`. */
export function entriesFromLabels(
  labels: Record<string, string> | string[] | undefined,
): string[] {
  if (Array.isArray(labels)) {
    return labels;
  }
  return Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
}

const portEntry =
  /^(?:(?<protocol>[a-z]+)[ /]+)?(?:(?<first>\d+)(?:-(?<last>\d+))?|(?<name>[a-z0-9][a-z0-9-]*))$/i;

/** An entry like `TCP 80`, `8080-8090` or `UDP dns` as a port; the entry itself when it cannot be read. */
export function portFromEntry(entry: string): PortDraft | string {
  const parts = portEntry.exec(entry.trim())?.groups;
  const protocol = (parts?.protocol ?? 'TCP').toUpperCase();
  if (!parts || !isProtocol(protocol)) {
    return entry;
  }
  const { first, last, name } = parts;
  return {
    protocol,
    port: first ? Number(first) : name,
    ...(last && { endPort: Number(last) }),
  };
}

/** A port as an entry like `TCP 80`. */
export function entryFromPort(port: PortDraft | string): string {
  if (typeof port === 'string') {
    return port;
  }
  const range = port.endPort === undefined ? '' : `-${port.endPort}`;
  return `${port.protocol} ${port.port}${range}`;
}
