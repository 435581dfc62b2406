import { isStrictSubset, parseBlock } from '../addresses';
import {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyRule,
  PolicyType,
} from '../networkPolicy';
import {
  isAbsent,
  isOfKind,
  readAnnotations,
  readLabels,
  readName,
  readNamespace,
} from './ordinaryMetadata';
import { readPolicyPorts } from './ordinaryPolicyPorts';
import { readEach, readSelector } from './ordinarySelector';
import { recentText } from '../recentText';
import { recentRules } from './recentRules';
import { originOf } from '../originOf';
import { everything, isRawObject, RawObject } from '../sharedLabels';

const none: readonly never[] = [];

const ingressOnly: readonly PolicyType[] = ['Ingress'];
const egressOnly: readonly PolicyType[] = ['Egress'];
const both: readonly PolicyType[] = ['Ingress', 'Egress'];

/** A NetworkPolicy as an API server sends it, and `undefined` for any other; see ordinaryMetadata. */
export function ordinaryNetworkPolicy(raw: unknown): NetworkPolicy | undefined {
  if (!isOfKind(raw, 'networking.k8s.io/v1', 'NetworkPolicy')) {
    return undefined;
  }
  const { metadata, spec } = raw;
  if (!isRawObject(metadata) || !isRawObject(spec)) {
    return undefined;
  }
  const namespace = readNamespace(metadata.namespace);
  const name = readName(metadata.name);
  const labels = readLabels(metadata.labels);
  const annotations = readAnnotations(metadata.annotations);
  const podSelector = isAbsent(spec.podSelector)
    ? everything
    : readSelector(spec.podSelector);
  const ingress = readRules(spec.ingress, readIngressRule);
  const egress = readRules(spec.egress, readEgressRule);
  const policyTypes = readPolicyTypes(spec.policyTypes, egress);
  if (
    !namespace ||
    !name ||
    !labels ||
    !annotations ||
    !podSelector ||
    !policyTypes ||
    !ingress ||
    !egress
  ) {
    return undefined;
  }
  const policy = {
    name: recentText(name),
    namespace,
    labels,
    annotations,
    podSelector,
    policyTypes,
    ingress,
    egress,
  };
  const origin = originOf(metadata);
  return origin ? { ...policy, origin } : policy;
}

function readPolicyTypes(
  raw: unknown,
  egress: readonly unknown[] | undefined,
): readonly PolicyType[] | undefined {
  // A policy without types is one of a file; the API server fills them in.
  if (isAbsent(raw) || (Array.isArray(raw) && raw.length === 0)) {
    return egress && egress.length > 0 ? both : ingressOnly;
  }
  if (!Array.isArray(raw)) {
    return undefined;
  }
  if (raw.length === 1) {
    switch (raw[0]) {
      case 'Ingress':
        return ingressOnly;
      case 'Egress':
        return egressOnly;
      default:
        return undefined;
    }
  }
  return raw.length === 2 && raw[0] === 'Ingress' && raw[1] === 'Egress'
    ? both
    : undefined;
}

function readRules(
  raw: unknown,
  read: (item: unknown) => NetworkPolicyRule | undefined,
): readonly NetworkPolicyRule[] | undefined {
  const rules = readList(raw, read);
  return rules && rules.length > 0 ? recentRules(rules) : rules;
}

function readIngressRule(raw: unknown): NetworkPolicyRule | undefined {
  return isRawObject(raw) ? readRule(raw.from, raw.ports) : undefined;
}

function readEgressRule(raw: unknown): NetworkPolicyRule | undefined {
  return isRawObject(raw) ? readRule(raw.to, raw.ports) : undefined;
}

function readRule(
  rawPeers: unknown,
  rawPorts: unknown,
): NetworkPolicyRule | undefined {
  const peers = readList(rawPeers, readPeer);
  const ports = readPolicyPorts(rawPorts);
  return peers && ports && { peers, ports };
}

function readList<T>(
  raw: unknown,
  read: (item: unknown) => T | undefined,
): readonly T[] | undefined {
  if (isAbsent(raw)) {
    return none;
  }
  return Array.isArray(raw) ? readEach(raw, read) : undefined;
}

function readPeer(raw: unknown): NetworkPolicyPeer | undefined {
  if (!isRawObject(raw)) {
    return undefined;
  }
  const { namespaceSelector, podSelector, ipBlock } = raw;
  if (!isAbsent(ipBlock)) {
    return isAbsent(namespaceSelector) &&
      isAbsent(podSelector) &&
      isRawObject(ipBlock)
      ? readBlock(ipBlock)
      : undefined;
  }
  if (isAbsent(podSelector)) {
    const namespaces = readSelector(namespaceSelector);
    return namespaces && { kind: 'pods', namespaceSelector: namespaces };
  }
  const pods = readSelector(podSelector);
  if (isAbsent(namespaceSelector)) {
    return pods && { kind: 'pods', podSelector: pods };
  }
  const namespaces = readSelector(namespaceSelector);
  return (
    pods &&
    namespaces && {
      kind: 'pods',
      namespaceSelector: namespaces,
      podSelector: pods,
    }
  );
}

function readBlock({ cidr, except }: RawObject): NetworkPolicyPeer | undefined {
  if (typeof cidr !== 'string' || !parseBlock(cidr)) {
    return undefined;
  }
  const blocks = readList(except, block =>
    typeof block === 'string' && isStrictSubset(block, cidr)
      ? block
      : undefined,
  );
  return blocks && { kind: 'ipBlock', cidr, except: blocks };
}
