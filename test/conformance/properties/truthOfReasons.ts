import {
  DecidingPolicy,
  DecidingRule,
  SideVerdict,
  Verdict,
} from 'backstage-plugin-network-policy-common';
import { Family } from '../naive/addresses';
import { namespaceOf } from '../naive/ends';
import {
  isFromOwnNode,
  naiveFamilies,
  NaiveQuestion,
  sideOf,
  sideOutcomes,
} from '../naive/naiveVerdict';
import {
  isolates,
  networkPoliciesDecide,
  ruleMatches,
  rulesOf,
  Side,
} from '../naive/networkPolicy';
import { Objects, objectsOf } from '../naive/objects';
import {
  Action,
  actionOf,
  hasSubject,
  priorityOf,
  tierActions,
  tierOf,
  tierPolicies,
  tierRuleMatches,
  tierRulesOf,
} from '../naive/tierPolicy';

const isolating = (objects: Objects, side: Side) =>
  objectsOf(objects, 'NetworkPolicy').filter(policy => isolates(policy, side));

/** The rules of NetworkPolicies that allow a side, as a verdict names them. */
const allowingRules = (objects: Objects, side: Side): string[] =>
  isolating(objects, side).flatMap(policy =>
    rulesOf(policy, side.direction).flatMap((rule, index) =>
      ruleMatches(policy, rule, side)
        ? [`${namespaceOf(policy)}/${policy.metadata.name} ${index}`]
        : [],
    ),
  );

const sameItems = (one: readonly string[], other: readonly string[]) =>
  JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());

/** Whether the peer and the port that a reason cites match, of a rule that matches. */
function citesWhatMatches(
  objects: Objects,
  side: Side,
  cited: DecidingRule,
): boolean {
  const policy = isolating(objects, side).find(
    one =>
      namespaceOf(one) === cited.namespace && one.metadata.name === cited.name,
  );
  const rule = policy && rulesOf(policy, side.direction)[cited.rule];
  if (!policy || !rule) return false;
  const peers = (side.direction === 'Ingress' ? rule.from : rule.to) ?? [];
  const ports = rule.ports ?? [];
  const peer = peers[cited.peer ?? -1];
  const port = ports[cited.port ?? -1];
  // Of blocks that only together match an address which is not known, the first is cited.
  const matching =
    peer?.ipBlock && side.other.addresses.length === 0
      ? peers.filter(({ ipBlock }) => ipBlock)
      : peer && [peer];
  return (
    (peers.length === 0) === (peer === undefined) &&
    (ports.length === 0) === (port === undefined) &&
    ruleMatches(
      policy,
      { from: matching, to: matching, ports: port && [port] },
      side,
    )
  );
}

/** Whether a rule of a tier decides as cited: the first of its policy that matches, of the lowest priority. */
function tierRuleDecides(
  objects: Objects,
  side: Side,
  cited: DecidingRule,
  actions: readonly Action[],
): boolean {
  if (cited.tier === 'NetworkPolicy') return false;
  const policy = tierPolicies(objects, cited.tier).find(
    one => one.kind === cited.kind && one.metadata.name === cited.name,
  );
  if (!policy || tierOf(policy) !== cited.tier || !hasSubject(policy, side)) {
    return false;
  }
  const rules = tierRulesOf(policy, side.direction);
  const first = rules.findIndex(rule => tierRuleMatches(objects, rule, side));
  const rule = rules[first];
  if (!rule || first !== cited.rule || !actions.includes(actionOf(rule))) {
    return false;
  }
  const peers = (side.direction === 'Ingress' ? rule.from : rule.to) ?? [];
  const ports = rule.ports ?? rule.protocols ?? [];
  const peer = peers[cited.peer ?? -1];
  const port = ports[cited.port ?? -1];
  const matching =
    peer?.networks && side.other.addresses.length === 0
      ? peers.filter(({ networks }) => networks)
      : [peer];
  const withoutLater = tierPolicies(objects, cited.tier).filter(
    other => priorityOf(other) < priorityOf(policy),
  );
  return (
    peer !== undefined &&
    (ports.length === 0) === (port === undefined) &&
    tierRuleMatches(
      objects,
      {
        action: rule.action,
        from: matching,
        to: matching,
        ...(port && { ports: [port] }),
      },
      side,
    ) &&
    tierActions(withoutLater, cited.tier, side).size === 0
  );
}

/** Nothing comes after Baseline, so what passes there is allowed. */
const allowingActions = ({ tier }: DecidingRule): Action[] =>
  tier === 'Baseline' ? ['Accept', 'Pass'] : ['Accept'];

const goesOn = (actions: Set<Action>) =>
  actions.size === 0 || actions.has('Pass');

const names = (policies: readonly DecidingPolicy[]): string[] =>
  policies.map(({ kind, namespace, name, tier }) =>
    [kind, tier, namespace, name].join(' '),
  );

/** Whether the reasons of one side hold over one family. */
function sideIsTrue(
  objects: Objects,
  side: Side,
  verdict: SideVerdict,
  samePod: boolean,
): boolean {
  if (samePod) return verdict.because === 'same-pod';
  if (!sideOutcomes(objects, side).has(verdict.allowed)) return false;
  const admin = tierActions(objects, 'Admin', side);
  const decision = networkPoliciesDecide(objects, side);
  switch (verdict.because) {
    case 'same-pod':
      return false;
    case 'not-subject':
      return side.subject.is !== 'pod';
    case 'own-node':
      return isFromOwnNode(objects, side);
    case 'not-isolated':
      return (
        side.subject.is === 'pod' &&
        goesOn(admin) &&
        decision === 'not-isolated' &&
        tierActions(objects, 'Baseline', side).size === 0
      );
    case 'no-rule':
      return (
        goesOn(admin) &&
        decision === 'denied' &&
        sameItems(
          names(verdict.policies),
          isolating(objects, side).map(policy =>
            [
              'NetworkPolicy',
              'NetworkPolicy',
              namespaceOf(policy),
              policy.metadata.name,
            ].join(' '),
          ),
        )
      );
    case 'denied':
      return tierRuleDecides(objects, side, verdict.policies[0], ['Deny']);
    default: {
      const [first] = verdict.policies;
      if (first.tier !== 'NetworkPolicy') {
        return (
          verdict.policies.length === 1 &&
          tierRuleDecides(objects, side, first, allowingActions(first))
        );
      }
      return (
        goesOn(admin) &&
        verdict.policies.every(cited =>
          citesWhatMatches(objects, side, cited),
        ) &&
        sameItems(
          verdict.policies.map(
            ({ namespace, name, rule }) => `${namespace}/${name} ${rule}`,
          ),
          allowingRules(objects, side),
        )
      );
    }
  }
}

/** Whether the reasons of both sides hold, over one of the families that the connection may have. */
export function reasonsAreTrue(
  objects: Objects,
  question: NaiveQuestion,
  verdict: Verdict,
): boolean {
  const { from, to } = question;
  const samePod = 'pod' in from && 'pod' in to && from.pod === to.pod;
  const holds = (family: Family | undefined) =>
    sideIsTrue(
      objects,
      sideOf(objects, question, 'Egress', family),
      verdict.egress,
      samePod,
    ) &&
    sideIsTrue(
      objects,
      sideOf(objects, question, 'Ingress', family),
      verdict.ingress,
      samePod,
    );
  return (
    verdict.allowed === (verdict.egress.allowed && verdict.ingress.allowed) &&
    naiveFamilies(objects, question).some(holds)
  );
}
