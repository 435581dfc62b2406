import { Service, ServicePort } from '../clusterSnapshot';
import {
  isOfKind,
  readLabels,
  readName,
  readNamespace,
} from './ordinaryMetadata';
import { isPortName, isPortNumber, readProtocol } from './ordinaryPorts';
import { readEach } from './ordinarySelector';
import { serviceOf } from '../serviceOf';
import { isRawObject, noLabels, sharedLabels } from '../sharedLabels';

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
  const type = types.find(one => one === spec.type);
  const selector =
    spec.selector === undefined ? noLabels : readSelectorOf(spec.selector);
  const ports =
    spec.ports === undefined
      ? []
      : Array.isArray(spec.ports) && readEach(spec.ports, readPort);
  const { clusterIP } = spec;
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

function readSelectorOf(raw: unknown) {
  return isRawObject(raw) ? sharedLabels(raw) : undefined;
}

function readPort(raw: unknown): ServicePort | undefined {
  if (!isRawObject(raw)) {
    return undefined;
  }
  const { name, port, targetPort = port } = raw;
  const protocol = readProtocol(raw.protocol);
  if (
    !protocol ||
    !isPortNumber(port) ||
    !(isPortNumber(targetPort) || isPortName(targetPort))
  ) {
    return undefined;
  }
  if (name === undefined) {
    return { protocol, port, targetPort };
  }
  return typeof name === 'string' && name !== ''
    ? { name, protocol, port, targetPort }
    : undefined;
}
