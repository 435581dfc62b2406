import { Protocol } from '../../schema/openapi';
import { ContainerPort } from '../clusterSnapshot';
import { validatePortName, validatePortNumber } from '../ports';
import { addNumber, recentTable } from '../recentTable';
import { isAbsent } from './ordinaryMetadata';
import { readEach } from './ordinarySelector';
import { isRawObject } from '../sharedLabels';

const noPorts: readonly ContainerPort[] = [];

const known = recentTable<readonly ContainerPort[], readonly unknown[]>(
  2 ** 10,
  isSame,
);

/** The protocol of a port. */
export function readProtocol(raw: unknown): Protocol | undefined {
  switch (raw) {
    case 'TCP':
    case undefined:
    case null:
      return 'TCP';
    case 'UDP':
      return 'UDP';
    case 'SCTP':
      return 'SCTP';
    default:
      return undefined;
  }
}

/** Whether a raw value is the number of a port. */
export function isPortNumber(raw: unknown): raw is number {
  return typeof raw === 'number' && validatePortNumber(raw) === undefined;
}

/** Whether a raw value is the name of a port. */
export function isPortName(raw: unknown): raw is string {
  return typeof raw === 'string' && validatePortName(raw) === undefined;
}

/** The ports of a pod's containers and sidecars. Equal lists are mostly the same object. */
export function readContainerPorts(
  containers: unknown,
  initContainers: unknown,
): readonly ContainerPort[] | undefined {
  if (!Array.isArray(containers)) {
    return undefined;
  }
  let ports: readonly unknown[] = noPorts;
  for (const container of containers) {
    const own = isRawObject(container) ? listOf(container.ports) : undefined;
    if (!own) {
      return undefined;
    }
    ports = ports.length === 0 ? own : ports.concat(own);
  }
  if (initContainers !== undefined) {
    const sidecarPorts = readSidecarPorts(initContainers);
    if (!sidecarPorts) {
      return undefined;
    }
    ports = ports.concat(sidecarPorts);
  }
  return sharedPorts(ports);
}

function listOf(raw: unknown): readonly unknown[] | undefined {
  if (isAbsent(raw)) {
    return noPorts;
  }
  return Array.isArray(raw) ? raw : undefined;
}

function readSidecarPorts(
  initContainers: unknown,
): readonly unknown[] | undefined {
  if (!Array.isArray(initContainers)) {
    return undefined;
  }
  let ports: readonly unknown[] = noPorts;
  for (const container of initContainers) {
    const own = isRawObject(container) ? listOf(container.ports) : undefined;
    const restartPolicy = own && container.restartPolicy;
    if (!own || !readEach(own, readContainerPort)) {
      return undefined;
    }
    if (restartPolicy === 'Always') {
      ports = ports.concat(own);
    } else if (restartPolicy !== undefined) {
      return undefined;
    }
  }
  return ports;
}

function sharedPorts(
  raw: readonly unknown[],
): readonly ContainerPort[] | undefined {
  if (raw.length === 0) {
    return noPorts;
  }
  let print = raw.length;
  for (const port of raw) {
    const number = isRawObject(port) ? port.containerPort : undefined;
    print = addNumber(print, typeof number === 'number' ? number : 0);
  }
  const candidate = known.find(print, raw);
  if (candidate) {
    return candidate;
  }
  const ports = readEach(raw, readContainerPort);
  return ports && known.keep(print, ports);
}

function isSame(
  ports: readonly ContainerPort[],
  raw: readonly unknown[],
): boolean {
  if (ports.length !== raw.length) {
    return false;
  }
  for (let index = 0; index < raw.length; index++) {
    const one = ports[index];
    const other = raw[index];
    if (
      !isRawObject(other) ||
      other.containerPort !== one.containerPort ||
      other.name !== one.name ||
      other.protocol !== one.protocol
    ) {
      return false;
    }
  }
  return true;
}

function readContainerPort(raw: unknown): ContainerPort | undefined {
  if (!isRawObject(raw)) {
    return undefined;
  }
  const { name, containerPort } = raw;
  const protocol = readProtocol(raw.protocol);
  if (!protocol || !isPortNumber(containerPort)) {
    return undefined;
  }
  if (isAbsent(name)) {
    return { protocol, containerPort };
  }
  return isPortName(name) ? { name, protocol, containerPort } : undefined;
}
