import { validateAddress } from '../addresses';
import { EndpointSlice } from '../clusterSnapshot';
import { Endpoint, endpointSliceOf } from '../endpointSliceOf';
import {
  isOfKind,
  readLabels,
  readName,
  readNamespace,
} from './ordinaryMetadata';
import { isPortNumber, readProtocol } from './ordinaryPorts';
import { readEach } from './ordinarySelector';
import { isRawObject } from '../sharedLabels';

/** An EndpointSlice as an API server sends it, and `undefined` for any other; see ordinaryMetadata. */
export function ordinaryEndpointSlice(raw: unknown): EndpointSlice | undefined {
  if (!isOfKind(raw, 'discovery.k8s.io/v1', 'EndpointSlice')) {
    return undefined;
  }
  const { metadata, addressType } = raw;
  if (
    !isRawObject(metadata) ||
    (addressType !== 'IPv4' && addressType !== 'IPv6') ||
    !Array.isArray(raw.endpoints) ||
    !Array.isArray(raw.ports)
  ) {
    return undefined;
  }
  const namespace = readNamespace(metadata.namespace);
  const name = readName(metadata.name);
  const labels = readLabels(metadata.labels);
  const endpoints = readEach(raw.endpoints, readEndpoint);
  const ports = readEach(raw.ports, readPort);
  return namespace && name && labels && endpoints && ports
    ? endpointSliceOf(
        { namespace, name, labels },
        addressType,
        endpoints,
        ports,
      )
    : undefined;
}

function readEndpoint(raw: unknown): Endpoint | undefined {
  if (!isRawObject(raw) || !Array.isArray(raw.addresses)) {
    return undefined;
  }
  const { conditions } = raw;
  const ready = isRawObject(conditions) ? conditions.ready : undefined;
  const addresses = readEach(raw.addresses, readAddress);
  return addresses && typeof ready === 'boolean'
    ? { addresses, ready }
    : undefined;
}

function readAddress(raw: unknown): string | undefined {
  return typeof raw === 'string' && validateAddress(raw) === undefined
    ? raw
    : undefined;
}

function readPort(raw: unknown): EndpointSlice['ports'][number] | undefined {
  if (!isRawObject(raw)) {
    return undefined;
  }
  const { name, port } = raw;
  const protocol = readProtocol(raw.protocol);
  if (!protocol || !isPortNumber(port) || typeof name !== 'string') {
    return undefined;
  }
  return name === '' ? { protocol, port } : { name, protocol, port };
}
