import { AddressFamily, addressFamily } from '../kubernetes/addresses';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { addressesOf, Endpoint } from './endpoint';
import { JudgedSide, judgeSide } from './judgeSide';
import { PodPort } from './matchRule';
import { SideVerdict } from './verdict';

/** Both ends of a connection, each with the policies that isolate it in the connection's direction. */
export interface Ends {
  from: Endpoint;
  to: Endpoint;
  egressPolicies: readonly NetworkPolicy[];
  ingressPolicies: readonly NetworkPolicy[];
}

/** A connection with what decided each side, and what its own rules leave open. */
export interface JudgedConnection {
  allowed: boolean;
  egress: SideVerdict;
  ingress: SideVerdict;
  partial: readonly string[];
}

const notIsolated: SideVerdict = {
  allowed: true,
  because: 'not-isolated',
  policies: [],
};

/** Whether both ends are one pod. */
export function isSamePod(from: Endpoint, to: Endpoint): boolean {
  return (
    from.kind !== 'address' &&
    to.kind !== 'address' &&
    from.pod.namespace === to.pod.namespace &&
    from.pod.name === to.pod.name
  );
}

// A connection has one family of addresses. An end without an address yet takes the other end's.
function familiesOf(
  from: Endpoint,
  to: Endpoint,
): readonly (AddressFamily | undefined)[] {
  const ofSource = new Set(addressesOf(from).map(addressFamily));
  const ofDestination = new Set(addressesOf(to).map(addressFamily));
  const possible =
    ofSource.size > 0 && ofDestination.size > 0
      ? [...ofSource].filter(family => ofDestination.has(family))
      : [...ofSource, ...ofDestination];
  return possible.length > 0 ? possible : [undefined];
}

function partialOfSide(side: JudgedSide, opposite: JudgedSide): string[] {
  // What this side leaves open matters only where the other one does not deny for certain.
  if (!opposite.verdict.allowed && opposite.perhaps.length === 0) {
    return [];
  }
  if (side.perhaps.length > 0) {
    return side.perhaps.map(
      ({ namespace, name }) =>
        `NetworkPolicy ${namespace}/${name} allows a block of addresses, and a pod without an address yet may get one that lies in it.`,
    );
  }
  if (!side.onlyByBlockOnPod) {
    return [];
  }
  return side.verdict.policies.map(
    ({ namespace, name }) =>
      `NetworkPolicy ${namespace}/${name} allows pods by a block of addresses only: not every network plugin matches blocks against pods.`,
  );
}

function judgeFamily(
  { from, to, egressPolicies, ingressPolicies }: Ends,
  port: PodPort,
  family: AddressFamily | undefined,
) {
  const common = { destination: to, port, family };
  const egress = judgeSide({
    ...common,
    direction: 'Egress',
    policies: egressPolicies,
    other: to,
  });
  const ingress = judgeSide({
    ...common,
    direction: 'Ingress',
    policies: ingressPolicies,
    other: from,
  });
  const allowed = egress.verdict.allowed && ingress.verdict.allowed;
  return { family, egress, ingress, allowed };
}

/** Judges a connection on every family of addresses that both ends have; one that allows it is enough. */
export function judgeConnection(ends: Ends, port: PodPort): JudgedConnection {
  if (isSamePod(ends.from, ends.to)) {
    // No policy can keep a pod from its own address.
    return {
      allowed: true,
      egress: notIsolated,
      ingress: notIsolated,
      partial: [],
    };
  }
  const judged = familiesOf(ends.from, ends.to).map(family =>
    judgeFamily(ends, port, family),
  );
  const allowed = judged.filter(one => one.allowed);
  const decisive = allowed[0] ?? judged[0];
  const differs = allowed.length > 0 && allowed.length < judged.length;
  return {
    allowed: allowed.length > 0,
    egress: decisive.egress.verdict,
    ingress: decisive.ingress.verdict,
    partial: [
      ...(differs
        ? [
            `Policies allow connections over ${
              decisive.family === 'ipv4' ? 'IPv4' : 'IPv6'
            } only.`,
          ]
        : []),
      ...partialOfSide(decisive.egress, decisive.ingress),
      ...partialOfSide(decisive.ingress, decisive.egress),
    ],
  };
}
