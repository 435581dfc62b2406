import { Service, ServicePort } from '../clusterSnapshot';
import {
  isAbsent,
  isOfKind,
  readLabels,
  readName,
  readNamespace,
} from './ordinaryMetadata';
import { isPortName, isPortNumber, readProtocol } from './ordinaryPorts';
import { readEach } from './ordinarySelector';
import { serviceOf } from '../serviceOf';
import { isRawObject } from '../sharedLabels';

const types = [
  'ClusterIP',
  'NodePort',
  'LoadBalancer',
  'ExternalName',
] as const;

/** A Service as an API server sends it, and `undefined` for any other; see ordinaryMetadata. */
export function ordinaryService(raw: unknown): Service | undefined {
  if (!isOfKind(raw, 'v1', 'Service')) {
    return undefined;
  }
  const { metadata, spec } = raw;
  if (!isRawObject(metadata) || !isRawObject(spec)) {
    return undefined;
  }
  const namespace = readNamespace(metadata.namespace);
  const name = readName(metadata.name);
  const type = isAbsent(spec.type)
    ? 'ClusterIP'
    : types.find(one => one === spec.type);
  const selector = readLabels(spec.selector);
  const ports = isAbsent(spec.ports)
    ? []
    : Array.isArray(spec.ports) && readEach(spec.ports, readPort);
  const clusterIP = spec.clusterIP ?? undefined;
  if (
    !namespace ||
    !name ||
    !readLabels(metadata.labels) ||
    !type ||
    !selector ||
    !ports ||
    (clusterIP !== undefined && typeof clusterIP !== 'string')
  ) {
    return undefined;
  }
  return serviceOf({ namespace, name }, { selector, clusterIP, ports, type });
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
