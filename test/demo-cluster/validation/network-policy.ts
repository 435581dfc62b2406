import ipaddr from 'ipaddr.js';
import {
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from '../kinds/network-policy';
import {
  Fault,
  forbiddenValue,
  invalidValue,
  requiredValue,
  unsupportedValue,
} from './faults';
import { validateSelector } from './metadata';
import { checkPortName, checkPortNumber } from './names';

const protocols = ['TCP', 'UDP', 'SCTP'];
const policyTypes = ['Ingress', 'Egress'];

function validatePort(port: NetworkPolicyPort, field: string): Fault[] {
  const faults: Fault[] = [];
  if (!protocols.includes(port.protocol)) {
    faults.push(
      unsupportedValue(`${field}.protocol`, port.protocol, protocols),
    );
  }
  const { endPort } = port;
  if (typeof port.port === 'number') {
    const numeric = port.port;
    faults.push(
      ...checkPortNumber(numeric).map(why =>
        invalidValue(`${field}.port`, numeric, why),
      ),
    );
    if (endPort !== undefined) {
      if (endPort < numeric) {
        faults.push(
          invalidValue(
            `${field}.endPort`,
            endPort,
            'must be greater than or equal to `port`',
          ),
        );
      }
      faults.push(
        ...checkPortNumber(endPort).map(why =>
          invalidValue(`${field}.endPort`, endPort, why),
        ),
      );
    }
    return faults;
  }
  if (endPort !== undefined) {
    const why = port.port === undefined ? 'specified' : 'non-numeric';
    const not = port.port === undefined ? 'not ' : '';
    faults.push(
      invalidValue(
        `${field}.endPort`,
        endPort,
        `may not be specified when \`port\` is ${not}${why}`,
      ),
    );
  }
  const name = port.port;
  return name === undefined
    ? faults
    : [
        ...faults,
        ...checkPortName(name).map(why =>
          invalidValue(`${field}.port`, name, why),
        ),
      ];
}

function parseCidr(
  cidr: string,
): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  return ipaddr.isValidCIDR(cidr) && cidr.split('/')[0].split('.').length !== 2
    ? ipaddr.parseCIDR(cidr)
    : undefined;
}

function validateCidr(cidr: string, field: string): Fault[] {
  return parseCidr(cidr)
    ? []
    : [
        invalidValue(
          field,
          cidr,
          'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
        ),
      ];
}

function validateBlock(
  block: { cidr: string; except?: string[] },
  field: string,
): Fault[] {
  if (!block.cidr) return [requiredValue(`${field}.cidr`)];
  const outer = parseCidr(block.cidr);
  if (!outer) return validateCidr(block.cidr, `${field}.cidr`);
  return (block.except ?? []).flatMap((except, index) => {
    const at = `${field}.except[${index}]`;
    const inner = parseCidr(except);
    if (!inner) return validateCidr(except, at);
    const inside = inner[0].kind() === outer[0].kind() && inner[0].match(outer);
    return inside && outer[1] < inner[1]
      ? []
      : [invalidValue(at, except, 'must be a strict subset of `cidr`')];
  });
}

function validatePeer(peer: NetworkPolicyPeer, field: string): Fault[] {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  const faults = [
    ...(podSelector
      ? validateSelector(podSelector, `${field}.podSelector`)
      : []),
    ...(namespaceSelector
      ? validateSelector(namespaceSelector, `${field}.namespaceSelector`)
      : []),
    ...(ipBlock ? validateBlock(ipBlock, `${field}.ipBlock`) : []),
  ];
  if (!podSelector && !namespaceSelector && !ipBlock) {
    faults.push(requiredValue(field, 'must specify a peer'));
  } else if (ipBlock && (podSelector || namespaceSelector)) {
    faults.push(
      forbiddenValue(field, 'may not specify both ipBlock and another peer'),
    );
  }
  return faults;
}

function validateRule(
  rule: { ports?: NetworkPolicyPort[] },
  peers: NetworkPolicyPeer[],
  field: string,
  peerField: string,
): Fault[] {
  return [
    ...(rule.ports ?? []).flatMap((port, index) =>
      validatePort(port, `${field}.ports[${index}]`),
    ),
    ...peers.flatMap((peer, index) =>
      validatePeer(peer, `${field}.${peerField}[${index}]`),
    ),
  ];
}

/** The rules of Kubernetes' own `ValidateNetworkPolicySpec`. */
export function validateNetworkPolicySpec(spec: NetworkPolicySpec): Fault[] {
  const types = spec.policyTypes ?? [];
  const faults = [
    ...validateSelector(spec.podSelector, 'spec.podSelector'),
    ...(spec.ingress ?? []).flatMap((rule, index) =>
      validateRule(rule, rule.from ?? [], `spec.ingress[${index}]`, 'from'),
    ),
    ...(spec.egress ?? []).flatMap((rule, index) =>
      validateRule(rule, rule.to ?? [], `spec.egress[${index}]`, 'to'),
    ),
  ];
  if (types.length > policyTypes.length) {
    const why = 'may not specify more than two policyTypes';
    return [...faults, invalidValue('spec.policyTypes', types, why)];
  }
  return [
    ...faults,
    ...types.flatMap((type, index) =>
      policyTypes.includes(type)
        ? []
        : [unsupportedValue(`spec.policyTypes[${index}]`, type, policyTypes)],
    ),
  ];
}
