import {
  ClusterNetworkPolicy,
  ClusterNetworkPolicyAction,
} from '../kubernetes/clusterNetworkPolicy';
import { AddressFamily } from '../kubernetes/addresses';
import { LabelSelector } from '../kubernetes/labels';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { DecidingPolicy, DecidingRule, Tier } from './deciding';
import { Protocol } from '../schema/openapi';
import { Block } from './block';
import { Selector } from './selector';

/** A direction of traffic, seen from the pod that a policy is about. */
export type Direction = 'ingress' | 'egress';

/** A peer made ready to be asked. */
export type CompiledPeer =
  | {
      kind: 'pods';
      /** Absent where `namespaceSelector` says which namespaces. */
      namespace?: string;
      namespaceSelector?: Selector;
      podSelector?: Selector;
    }
  | { kind: 'blocks'; blocks: readonly Block[] }
  | { kind: 'nodes'; selector: LabelSelector }
  | { kind: 'not-evaluated'; what: string };

/** A port made ready to be asked. */
export type CompiledPort =
  | { kind: 'range'; protocol: Protocol; from: number; to: number }
  | { kind: 'named'; name: string; protocol?: Protocol }
  | { kind: 'not-evaluated'; what: string };

/** A rule of a policy of any kind, in one direction. */
export interface CompiledRule {
  policy: CompiledPolicy;
  index: number;
  name?: string;
  action: ClusterNetworkPolicyAction;
  /** Absent where a rule without peers matches every other end. */
  peers?: readonly CompiledPeer[];
  /** Absent where a rule without ports matches every port. */
  ports?: readonly CompiledPort[];
  /**
   * The families of which the rule's blocks together hold every address; worked out when `holdsEveryAddress` is first
   * asked.
   */
  whole?: readonly AddressFamily[];
  /** The reasons that verdicts gave so far, by what of the rule matched: equal ones are one object. */
  reasons?: Map<number, DecidingRule>;
}

/** A policy of any kind with its rules made ready. */
export interface CompiledPolicy {
  reference: DecidingPolicy;
  /** Present for a NetworkPolicy: the object itself. */
  networkPolicy?: NetworkPolicy;
  tier: Tier;
  /** What is asked first within a tier; NetworkPolicies have no order. */
  priority: number;
  ingress: readonly CompiledRule[];
  egress: readonly CompiledRule[];
}

/** Finds the one `Selector` of equal label selectors, so that they share what they remember. */
export type FindSelector = (selector: LabelSelector) => Selector;

/** The order of cluster-wide policies within a tier; the names only keep it the same from one time to the next. */
export function comparePriority(
  one: ClusterNetworkPolicy,
  other: ClusterNetworkPolicy,
): number {
  return (
    one.priority - other.priority ||
    one.kind.localeCompare(other.kind) ||
    one.name.localeCompare(other.name)
  );
}
