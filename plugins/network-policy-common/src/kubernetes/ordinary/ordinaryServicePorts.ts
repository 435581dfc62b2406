import { ServicePort } from '../clusterSnapshot';
import { addNumber, recentTable } from '../recentTable';
import { isRawObject } from '../sharedLabels';
import { isAbsent } from './ordinaryMetadata';
import { isPortName, isPortNumber, readProtocol } from './ordinaryPorts';
import { readEach } from './ordinarySelector';

const noPorts: readonly ServicePort[] = [];

const known = recentTable<readonly ServicePort[], readonly unknown[]>(
  2 ** 10,
  isSame,
);

/** The ports of a Service; see ordinaryMetadata. Equal lists are mostly the same object. */
export function readServicePorts(
  raw: unknown,
): readonly ServicePort[] | undefined {
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
    print = addNumber(print, typeof port === 'number' ? port : 0);
  }
  return print;
}

function isSame(
  ports: readonly ServicePort[],
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
      one.targetPort !== other.targetPort ||
      one.name !== other.name ||
      one.protocol !== other.protocol
    ) {
      return false;
    }
  }
  return true;
}

function readPort(raw: unknown): ServicePort | undefined {
  if (!isRawObject(raw)) {
    return undefined;
  }
  const { name, port } = raw;
  const targetPort = raw.targetPort ?? port;
  const protocol = readProtocol(raw.protocol);
  if (
    !protocol ||
    !isPortNumber(port) ||
    !(isPortNumber(targetPort) || isPortName(targetPort))
  ) {
    return undefined;
  }
  if (isAbsent(name)) {
    return { protocol, port, targetPort };
  }
  return typeof name === 'string' && name !== ''
    ? { name, protocol, port, targetPort }
    : undefined;
}
