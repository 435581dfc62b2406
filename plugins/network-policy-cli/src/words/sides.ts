import {
  ConnectionEnd,
  DecidingPolicy,
  DecidingRule,
  SideVerdict,
} from 'backstage-plugin-network-policy-common';

/** A side of a connection. */
export type Direction = 'egress' | 'ingress';

/** A policy as people write it: `NetworkPolicy default/web`, `AdminNetworkPolicy guard`. */
export function describePolicy({
  kind,
  namespace,
  name,
}: DecidingPolicy): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** Somebody at the end of a connection, as people write it. */
export interface Who {
  name: string;
  /** Whether it is no pod. */
  isAddress: boolean;
}

/** An end of a connection as people write it. */
export function describeEnd(end: ConnectionEnd): string {
  switch (end.kind) {
    case 'address':
      return end.address;
    case 'pod':
      return `pod ${end.pod.namespace}/${end.pod.name}`;
    default:
      return `a new pod in ${end.namespace}`;
  }
}

/** Who is at an end of a connection. */
export function whoIs(end: ConnectionEnd): Who {
  return { name: describeEnd(end), isAddress: end.kind === 'address' };
}

/** The field of a policy that holds a rule: `spec.ingress[0]`. */
export function rulePath(direction: Direction, { rule }: DecidingRule): string {
  return `spec.${direction}[${rule}]`;
}

/** The field of the peer that matched, or of the rule where it has none. */
function matchPath(direction: Direction, rule: DecidingRule): string {
  const peers = direction === 'ingress' ? 'from' : 'to';
  const path = rulePath(direction, rule);
  return rule.peer === undefined ? path : `${path}.${peers}[${rule.peer}]`;
}

function namedRule(direction: Direction, rule: DecidingRule): string {
  const name = rule.ruleName ? ` ("${rule.ruleName}")` : '';
  return `${matchPath(direction, rule)}${name} of ${describePolicy(rule)}`;
}

function enumerate(items: readonly string[]): string {
  const last = items[items.length - 1];
  return items.length > 1
    ? `${items.slice(0, -1).join(', ')} and ${last}`
    : last;
}

/** Why one side allows or denies a connection, in a full sentence. */
export function sentenceOf(
  direction: Direction,
  side: SideVerdict,
  { name: who, isAddress }: Who,
): string {
  switch (side.because) {
    case 'same-pod':
      return 'No policy can keep a pod from its own address.';
    case 'not-subject':
      return isAddress
        ? `Policies are not about ${who}, which is no pod's address.`
        : `Policies are not about ${who}, which uses the network of its node.`;
    case 'own-node':
      return `It comes from the node that ${who} runs on, which can always reach it.`;
    case 'not-isolated':
      return `No policy isolates ${who} for ${direction}, so everything is allowed.`;
    case 'rules': {
      const [first, ...others] = side.policies;
      const also =
        others.length > 0
          ? ` So ${others.length > 1 ? 'do' : 'does'} ${enumerate(
              others.map(rule => namedRule(direction, rule)),
            )}.`
          : '';
      return `${namedRule(direction, first)} allows it.${also}`;
    }
    case 'denied':
      return `${namedRule(direction, side.policies[0])} denies it.`;
    default:
      return side.policies.length === 1
        ? `${describePolicy(
            side.policies[0],
          )} isolates ${who} for ${direction}, and none of its rules allows it.`
        : `NetworkPolicies ${enumerate(
            side.policies.map(({ namespace, name }) => `${namespace}/${name}`),
          )} isolate ${who} for ${direction}, and none of their rules allows it.`;
  }
}
