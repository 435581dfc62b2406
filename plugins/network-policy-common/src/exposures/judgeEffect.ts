import { CompiledPolicy, CompiledRule } from '../policies/compiledPolicy';
import { DecidingPolicy, DecidingRule } from '../policies/deciding';
import { PortSet } from '../policies/portSet';
import { nonEmpty } from '../policies/sideVerdict';
import {
  AskedPods,
  askNetworkPolicies,
  askTier,
  portsOfRule,
} from './askRules';
import { JudgedEffect } from './exposureEffect';
import { RuleSource } from './ruleSources';

/** What becomes of all that a rule admits of one source. */
interface Fate {
  /** The rules that admit some of it, asked before this one or in its place. */
  admitting: readonly CompiledRule[];
  /** What leaves nothing of it to the rule; empty where the rule counts. */
  overruling: readonly (CompiledRule | CompiledPolicy)[];
  /** Whether some of it may be closed without the rule. */
  needed: boolean;
  /** Whether without the rule's policy all of it would be open, as nothing would isolate the pods. */
  alone: boolean;
}

function inNetworkPolicy(
  rule: CompiledRule,
  source: RuleSource,
  pods: AskedPods,
): Fate {
  const { admin, isolating, baseline } = pods.ingress;
  const first = askTier(admin, source, portsOfRule(rule, pods), pods);
  const others = askNetworkPolicies(rule, source, first.goesOn, pods);
  const unisolated = askTier(baseline, source, first.goesOn, pods);
  return {
    admitting: [...first.admitting, ...others.admitting],
    overruling: first.goesOn.isEmpty() ? first.closing : [],
    needed: !others.left.isEmpty(),
    alone: isolating.length === 1 && !unisolated.denies,
  };
}

function askBelow(
  rule: CompiledRule,
  source: RuleSource,
  ports: PortSet,
  pods: AskedPods,
): { admitting: readonly CompiledRule[]; closes: boolean } {
  const { isolating, baseline } = pods.ingress;
  if (isolating.length === 0) {
    const { admitting, denies } = askTier(baseline, source, ports, pods);
    return { admitting, closes: denies };
  }
  const { admitting, left } = askNetworkPolicies(rule, source, ports, pods);
  return { admitting, closes: !left.isEmpty() };
}

function inAdminTier(
  rule: CompiledRule,
  source: RuleSource,
  pods: AskedPods,
): Fate {
  const { admin } = pods.ingress;
  const position = admin.indexOf(rule);
  const ports = portsOfRule(rule, pods);
  const first = askTier(admin.slice(0, position), source, ports, pods);
  const then = askTier(admin.slice(position + 1), source, first.left, pods);
  const below = askBelow(rule, source, then.goesOn, pods);
  return {
    admitting: [...first.admitting, ...then.admitting, ...below.admitting],
    overruling: first.left.isEmpty() ? first.closing : [],
    needed: then.denies || below.closes,
    alone: false,
  };
}

function inBaselineTier(
  rule: CompiledRule,
  source: RuleSource,
  pods: AskedPods,
): Fate {
  const { admin, isolating, baseline } = pods.ingress;
  const position = baseline.indexOf(rule);
  const ports = portsOfRule(rule, pods);
  const above = askTier(admin, source, ports, pods);
  const reached = isolating.length > 0 ? PortSet.none() : above.goesOn;
  const first = askTier(baseline.slice(0, position), source, reached, pods);
  const then = askTier(baseline.slice(position + 1), source, first.left, pods);
  return {
    admitting: [...above.admitting, ...first.admitting, ...then.admitting],
    overruling: first.left.isEmpty()
      ? [...above.closing, ...isolating, ...first.closing]
      : [],
    needed: then.denies,
    alone: false,
  };
}

const fateIn = {
  Admin: inAdminTier,
  NetworkPolicy: inNetworkPolicy,
  Baseline: inBaselineTier,
} as const;

/**
 * What a rule that admits does to pods that are alike.
 *
 * @param sources - those of its sources that are asked about
 * @param referenceOf - names a rule; the same one by the same object
 */
export function judgeEffect(
  rule: CompiledRule,
  sources: readonly RuleSource[],
  pods: AskedPods,
  referenceOf: (rule: CompiledRule) => DecidingRule,
): JudgedEffect {
  if (portsOfRule(rule, pods).isEmpty()) {
    return { kind: 'no-port' };
  }
  const fates = sources.map(source =>
    fateIn[rule.policy.tier](rule, source, pods),
  );
  const admitting = new Set(fates.flatMap(fate => fate.admitting));
  const overruling = nonEmpty(
    [...new Set(fates.flatMap(fate => fate.overruling))].map(
      (one): DecidingPolicy =>
        'policy' in one ? referenceOf(one) : one.reference,
    ),
  );
  if (
    overruling &&
    admitting.size === 0 &&
    fates.every(fate => fate.overruling.length > 0)
  ) {
    return { kind: 'overruled', by: overruling };
  }
  if (fates.every(({ alone }) => alone)) {
    return { kind: 'alone' };
  }
  return fates.some(({ needed }) => needed)
    ? { kind: 'opens' }
    : { kind: 'already-open', by: [...admitting].map(referenceOf) };
}
