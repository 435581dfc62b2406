import { IndexedCluster } from '../cluster/IndexedCluster';
import { PodClass } from '../cluster/podClass';
import { CompiledPolicy, CompiledRule } from '../policies/compiledPolicy';
import { DecidingRule } from '../policies/deciding';
import { Side } from '../policies/side';
import { AskedPods } from './askRules';
import { JudgedEffect } from './exposureEffect';
import { judgeEffect } from './judgeEffect';
import { Opening, Openings } from './openings';
import { widthOfSource } from './width';

type RuleReference = (rule: CompiledRule) => DecidingRule;

// A rule that is named by many effects is named by one object.
function ruleReferences(): RuleReference {
  const known = new Map<CompiledRule, DecidingRule>();
  return rule => {
    let reference = known.get(rule);
    if (!reference) {
      reference = {
        ...rule.policy.reference,
        rule: rule.index,
        ...(rule.name !== undefined && { ruleName: rule.name }),
      };
      known.set(rule, reference);
    }
    return reference;
  };
}

function policiesOf({ admin, isolating, baseline }: Side): Set<CompiledPolicy> {
  return new Set([
    ...isolating,
    ...[...admin, ...baseline].map(({ policy }) => policy),
  ]);
}

// Only a port with a name may be another one on other pods.
function portNames({ ports }: PodClass): string {
  return ports
    .filter(({ name }) => name !== undefined)
    .map(({ name, protocol, containerPort }) =>
      [name, protocol, containerPort].join(':'),
    )
    .join();
}

/** What the rules of the policies that are about some pods do to them. */
type EffectsOnPods = readonly {
  opening: Opening;
  effects: readonly JudgedEffect[];
}[];

function judge(
  pods: AskedPods,
  openings: Openings,
  referenceOf: RuleReference,
): EffectsOnPods {
  return [...policiesOf(pods.ingress)].flatMap(policy => {
    const opening = openings.of(policy);
    if (!opening) {
      return [];
    }
    const effects = opening.rules.map(({ index }) => {
      const rule = policy.ingress[index];
      const sources = openings
        .sourcesOf(rule)
        .filter(source => widthOfSource(source, opening.own) !== undefined);
      return judgeEffect(rule, sources, pods, referenceOf);
    });
    return [{ opening, effects }];
  });
}

/** Finds out for each opening which pods it is about, and what its rules do to them. */
export function addEffects(cluster: IndexedCluster, openings: Openings): void {
  const referenceOf = ruleReferences();
  for (const { name } of cluster.namespaces()) {
    const known = new Map<Side, Map<string, EffectsOnPods>>();
    for (const podClass of cluster.index.classes(name)) {
      if (!podClass.finished && !podClass.hostNetwork) {
        const ingress = cluster.index.side(name, podClass.labels, 'ingress');
        const byPorts = known.get(ingress) ?? new Map<string, EffectsOnPods>();
        known.set(ingress, byPorts);
        const key = portNames(podClass);
        const { ports } = podClass;
        const found =
          byPorts.get(key) ??
          judge(
            { ingress, ports, sourcesOf: openings.sourcesOf },
            openings,
            referenceOf,
          );
        byPorts.set(key, found);
        for (const { opening, effects } of found) {
          opening.classes.push(podClass);
          opening.rules.forEach((rule, index) =>
            rule.effects.push({
              effect: effects[index],
              pods: podClass.pods.length,
            }),
          );
        }
      }
    }
  }
}
