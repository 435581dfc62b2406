import { ContainerPort } from '../kubernetes/clusterSnapshot';
import { CompiledRule } from '../policies/compiledPolicy';
import { matchedPorts } from '../policies/matchPort';
import { PortSet } from '../policies/portSet';
import { Side } from '../policies/side';
import { areApart, includesSource, RuleSource } from './ruleSources';

/** Pods that are asked about: what policies say of them, and the ports that they declare. */
export interface AskedPods {
  ingress: Side;
  ports: readonly ContainerPort[];
  sourcesOf: (rule: CompiledRule) => readonly RuleSource[];
}

/** The ports of pods that a rule is about. */
export function portsOfRule(rule: CompiledRule, { ports }: AskedPods): PortSet {
  return matchedPorts(
    { rule, certainty: 'selected' },
    { ports, egress: false },
  );
}

/** What the rules of a tier make of connections from one source on some ports. */
export interface TierAnswer {
  /** The ports that no rule decided for all of the source. */
  left: PortSet;
  /** The ports that go on to the next layer for at least some of it. */
  goesOn: PortSet;
  /** The rules that admit some of it. */
  admitting: readonly CompiledRule[];
  /** The rules that deny some of it or pass it on. */
  closing: readonly CompiledRule[];
  /** Whether some of it is denied. */
  denies: boolean;
}

/** Asks the rules of a tier, in their order. */
export function askTier(
  rules: readonly CompiledRule[],
  source: RuleSource,
  ports: PortSet,
  pods: AskedPods,
): TierAnswer {
  let left = ports;
  let passed = PortSet.none();
  const admitting: CompiledRule[] = [];
  const closing: CompiledRule[] = [];
  for (const rule of rules) {
    const sources = pods.sourcesOf(rule);
    const decided = portsOfRule(rule, pods).intersect(left);
    if (
      !decided.isEmpty() &&
      !sources.every(other => areApart(other, source))
    ) {
      (rule.action === 'Accept' ? admitting : closing).push(rule);
      if (rule.action === 'Pass') {
        passed = passed.union(decided);
      }
      if (sources.some(other => includesSource(other, source))) {
        left = left.subtract(decided);
      }
    }
  }
  return {
    left,
    goesOn: left.union(passed),
    admitting,
    closing,
    denies: closing.some(({ action }) => action === 'Deny'),
  };
}

/** Asks the rules of NetworkPolicies but one; they add up. What is left is closed. */
export function askNetworkPolicies(
  except: CompiledRule,
  source: RuleSource,
  ports: PortSet,
  pods: AskedPods,
): { left: PortSet; admitting: readonly CompiledRule[] } {
  let left = ports;
  const admitting: CompiledRule[] = [];
  for (const rule of pods.ingress.networkPolicy) {
    if (
      rule !== except &&
      !left.isEmpty() &&
      pods.sourcesOf(rule).some(other => includesSource(other, source))
    ) {
      const rest = left.subtract(portsOfRule(rule, pods));
      if (!rest.equals(left)) {
        admitting.push(rule);
        left = rest;
      }
    }
  }
  return { left, admitting };
}
