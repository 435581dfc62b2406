import { NetworkPolicyPort } from '../networkPolicy';
import { addNumber, addText, recentTable } from '../recentTable';
import { isRawObject } from '../sharedLabels';
import { isAbsent } from './ordinaryMetadata';
import { isPortName, isPortNumber, readProtocol } from './ordinaryPorts';
import { readEach } from './ordinarySelector';

const noPorts: readonly NetworkPolicyPort[] = [];

const known = recentTable<readonly NetworkPolicyPort[], readonly unknown[]>(
  2 ** 10,
  isSame,
);

/** The ports of a rule; see ordinaryMetadata. Equal lists are mostly the same object. */
export function readPolicyPorts(
  raw: unknown,
): readonly NetworkPolicyPort[] | undefined {
  if (isAbsent(raw)) {
    return noPorts;
  }
  if (!Array.isArray(raw)) {
    return undefined;
  }
  const print = printOf(raw);
  const candidate = known.find(print, raw);
  if (candidate) {
    return candidate;
  }
  const ports = readEach(raw, readPort);
  return ports && known.keep(print, ports);
}

function printOf(raw: readonly unknown[]): number {
  let print = raw.length;
  for (const item of raw) {
    const port = isRawObject(item) ? item.port : undefined;
    if (typeof port === 'number') {
      print = addNumber(print, port);
    } else if (typeof port === 'string') {
      print = addText(print, port);
    }
  }
  return print;
}

function isSame(
  ports: readonly NetworkPolicyPort[],
  raw: readonly unknown[],
): boolean {
  if (ports.length !== raw.length) {
    return false;
  }
  for (let index = 0; index < ports.length; index++) {
    const one = ports[index];
    const other = raw[index];
    if (
      !isRawObject(other) ||
      one.port !== other.port ||
      one.endPort !== other.endPort ||
      one.protocol !== other.protocol
    ) {
      return false;
    }
  }
  return true;
}

function readPort(raw: unknown): NetworkPolicyPort | undefined {
  if (!isRawObject(raw)) {
    return undefined;
  }
  const { port, endPort } = raw;
  const protocol = readProtocol(raw.protocol);
  if (!protocol) {
    return undefined;
  }
  if (!isAbsent(endPort)) {
    return isPortNumber(port) && isPortNumber(endPort) && port <= endPort
      ? { protocol, port, endPort }
      : undefined;
  }
  if (isAbsent(port)) {
    return { protocol };
  }
  return isPortNumber(port) || isPortName(port)
    ? { protocol, port }
    : undefined;
}
