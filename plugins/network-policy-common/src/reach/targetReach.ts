import { DecidingPolicy, DecidingRule } from '../policies/deciding';
import { Labels } from '../kubernetes/labels';
import { Exposure, Port, TargetService } from '../schema/openapi';

/**
 * What decided one direction for the pods of a namespace: of all the verdicts about them, the reasons of those that
 * explain the row best.
 *
 * @public
 */
export interface ReachSide {
  allowed: boolean;
  because:
    | 'same-pod'
    | 'not-subject'
    | 'own-node'
    | 'not-isolated'
    | 'rules'
    | 'no-rule'
    | 'denied';
  policies: readonly (DecidingPolicy | DecidingRule)[];
}

/**
 * Pods of a namespace that are alike, and whether they can connect.
 *
 * @public
 */
export interface SourcePods {
  labels: Labels;
  allowed: boolean;
  /** How many there are. */
  pods: number;
}

/**
 * Who of one namespace can reach a target.
 *
 * @public
 */
export interface NamespaceRow {
  namespace: string;
  labels: Labels;
  /** Whether it belongs to the cluster itself. */
  system: boolean;
  /** Whether it is the namespace of the target itself. */
  own: boolean;
  /** `all` when every pod can connect to every target; `some` when there is a pair that can and one that cannot. */
  reach: 'all' | 'some' | 'none';
  /** How many pods can connect to at least one target; where none run, a pod without labels is judged. */
  pods: { allowed: number; total: number };
  /** The ports that somebody there can reach; empty where the target's ports are not known. */
  ports: readonly Port[];
  ingress: ReachSide;
  egress: ReachSide;
  /** Which pods can and which cannot, where it differs. */
  groups?: readonly SourcePods[];
}

/**
 * Who can reach the pods of a service.
 *
 * @public
 */
export interface TargetReach {
  /** How many pods count as targets. */
  pods: number;
  /** The Services that select these pods. */
  services: readonly TargetService[];
  /** The pod ports that the verdicts are about. */
  ports: readonly Port[];
  headline:
    | 'not-isolated'
    | 'open-to-all'
    | 'open-to-some'
    | 'closed-to-others'
    | 'closed';
  /** NetworkPolicies that isolate the pods for ingress. */
  isolatedBy: readonly { namespace: string; name: string }[];
  exposures: readonly Exposure[];
  /** Whether sources outside the cluster are admitted. */
  outside: 'admitted' | 'partly' | 'shut-out';
  namespaces: readonly NamespaceRow[];
  /** What was not evaluated and could change the verdicts, one sentence each. */
  partial: readonly string[];
}
