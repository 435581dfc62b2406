import { Service } from '../clusterSnapshot';
import {
  isAbsent,
  isOfKind,
  readLabels,
  readName,
  readNamespace,
} from './ordinaryMetadata';
import { readServicePorts } from './ordinaryServicePorts';
import { recentText } from '../recentText';
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
  const ports = readServicePorts(spec.ports);
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
  return serviceOf(
    { namespace, name: recentText(name) },
    { selector, clusterIP, ports, type },
  );
}
