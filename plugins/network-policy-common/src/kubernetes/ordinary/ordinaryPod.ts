import { validateAddress } from '../addresses';
import { Pod, PodOwner } from '../clusterSnapshot';
import {
  isAbsent,
  isOfKind,
  readLabels,
  readName,
  readNamespace,
  sharedNodeName,
} from './ordinaryMetadata';
import { readContainerPorts } from './ordinaryPorts';
import { readEach } from './ordinarySelector';
import { podOf } from '../podOf';
import { addText, recentTable } from '../recentTable';
import { recentText } from '../recentText';
import { isRawObject, RawObject } from '../sharedLabels';

const phases = [
  'Running',
  'Pending',
  'Succeeded',
  'Failed',
  'Unknown',
] as const;

/** The pods of one owner mostly follow one another. */
const owners = recentTable<PodOwner, PodOwner>(
  2 ** 10,
  (one, other) => one.name === other.name && one.kind === other.kind,
);

/** The status of a pod of a file. */
const noStatus: RawObject = {};

/** Nothing controls the pod, which is not the same as nothing being known. */
const nobody = 'nobody';

/** A Pod as an API server sends it, and `undefined` for any other; see ordinaryMetadata. */
export function ordinaryPod(raw: unknown): Pod | undefined {
  if (!isOfKind(raw, 'v1', 'Pod')) {
    return undefined;
  }
  const { metadata, spec } = raw;
  const status = raw.status ?? noStatus;
  if (!isRawObject(metadata) || !isRawObject(spec) || !isRawObject(status)) {
    return undefined;
  }
  const namespace = readNamespace(metadata.namespace);
  const name = readName(metadata.name);
  const labels = readLabels(metadata.labels);
  const owner = readOwner(metadata.ownerReferences);
  const ports = readContainerPorts(spec.containers, spec.initContainers);
  const addresses = readAddresses(status.podIP, status.podIPs);
  const phase = isAbsent(status.phase)
    ? 'Planned'
    : phases.find(one => one === status.phase);
  const hostNetwork = spec.hostNetwork ?? false;
  const nodeName = spec.nodeName ?? undefined;
  if (
    !namespace ||
    !name ||
    !labels ||
    !owner ||
    !ports ||
    !addresses ||
    !phase ||
    typeof hostNetwork !== 'boolean' ||
    (nodeName !== undefined && typeof nodeName !== 'string')
  ) {
    return undefined;
  }
  return podOf(
    {
      namespace,
      name,
      labels,
      phase,
      hostNetwork,
      addresses,
      ports,
    },
    owner === nobody ? undefined : owner,
    nodeName && sharedNodeName(nodeName),
  );
}

function readOwner(references: unknown): PodOwner | typeof nobody | undefined {
  if (isAbsent(references)) {
    return nobody;
  }
  // A pod with several owners is left to the schema.
  if (!Array.isArray(references) || references.length !== 1) {
    return undefined;
  }
  const reference: unknown = references[0];
  if (!isRawObject(reference)) {
    return undefined;
  }
  const { kind, name, controller } = reference;
  if (
    controller !== true ||
    typeof kind !== 'string' ||
    typeof name !== 'string' ||
    !kind ||
    !name
  ) {
    return undefined;
  }
  if (kind === 'Node') {
    return nobody;
  }
  const print = addText(kind.length, name);
  return (
    owners.find(print, { kind, name }) ??
    owners.keep(print, { kind: recentText(kind), name: recentText(name) })
  );
}

function readAddresses(podIP: unknown, podIPs: unknown): string[] | undefined {
  if (
    isAbsent(podIP) &&
    (isAbsent(podIPs) || (Array.isArray(podIPs) && podIPs.length === 0))
  ) {
    return [];
  }
  if (!Array.isArray(podIPs) || typeof podIP !== 'string') {
    return undefined;
  }
  const addresses = readEach(podIPs, readAddress);
  if (!addresses) {
    return undefined;
  }
  // The first one stands alone too, and the other is of the other family.
  const [first, second] = addresses;
  return first === podIP && first !== second && addresses.length <= 2
    ? addresses
    : undefined;
}

function readAddress(raw: unknown): string | undefined {
  const address = isRawObject(raw) ? raw.ip : undefined;
  return typeof address === 'string' && validateAddress(address) === undefined
    ? address
    : undefined;
}
