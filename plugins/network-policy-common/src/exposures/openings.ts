import { IndexedCluster } from '../cluster/IndexedCluster';
import { PodClass } from '../cluster/podClass';
import {
  ClusterNetworkPolicy,
  ClusterNetworkPolicyRule,
} from '../kubernetes/clusterNetworkPolicy';
import { Labels, LabelSelector } from '../kubernetes/labels';
import { NetworkPolicy, NetworkPolicyRule } from '../kubernetes/networkPolicy';
import { everything } from '../kubernetes/sharedLabels';
import { CompiledPolicy, CompiledRule } from '../policies/compiledPolicy';
import { DecidingPolicy } from '../policies/deciding';
import { ExposedRule, exposedClusterRules, exposedRules } from './exposedRules';
import { CountedEffect } from './exposureEffect';
import { RuleSource, sourcesOfClusterRule, sourcesOfRule } from './ruleSources';
import { onlyNamespaceOf } from './width';

type Rule = NetworkPolicyRule | ClusterNetworkPolicyRule;

/** A policy that opens pods, with the pods that it is about and what its rules do to them. */
export interface Opening {
  reference: DecidingPolicy;
  /** The namespace that all of the pods are in, where it is one. */
  own?: string;
  namespace?: string;
  namespaceSelector?: LabelSelector;
  podSelector: LabelSelector;
  labels: Labels;
  annotations: Readonly<Record<string, string>>;
  rules: readonly (ExposedRule & { effects: CountedEffect[] })[];
  classes: PodClass[];
}

function withEffects(rules: readonly ExposedRule[]): Opening['rules'] {
  return rules.map(rule => ({ ...rule, effects: [] }));
}

function clusterKey({ kind, name }: Pick<DecidingPolicy, 'kind' | 'name'>) {
  return `${kind}/${name}`;
}

/** The policies of a cluster that open pods, found again from what the index made of them. */
export class Openings {
  private readonly ofPolicies = new Map<NetworkPolicy, Opening>();
  private readonly ofClusterPolicies = new Map<string, Opening>();
  private readonly clusterPolicies = new Map<string, ClusterNetworkPolicy>();
  private readonly sources = new Map<Rule, readonly RuleSource[]>();

  constructor(cluster: IndexedCluster) {
    for (const policy of cluster.networkPolicies()) {
      this.add(policy);
    }
    for (const policy of cluster.clusterNetworkPolicies()) {
      this.addClusterPolicy(policy);
    }
  }

  *all(): Iterable<Opening> {
    yield* this.ofClusterPolicies.values();
    yield* this.ofPolicies.values();
  }

  of({ networkPolicy, reference }: CompiledPolicy): Opening | undefined {
    return networkPolicy
      ? this.ofPolicies.get(networkPolicy)
      : this.ofClusterPolicies.get(clusterKey(reference));
  }

  /** Whom a rule of ingress is about. */
  readonly sourcesOf = ({
    policy,
    index,
  }: CompiledRule): readonly RuleSource[] => {
    const raw =
      policy.networkPolicy ??
      this.clusterPolicies.get(clusterKey(policy.reference));
    const rule = raw?.ingress[index];
    return (rule && this.sources.get(rule)) ?? [];
  };

  private add(policy: NetworkPolicy): void {
    const { namespace, name, podSelector, labels, annotations } = policy;
    const rules = exposedRules(policy, rule =>
      this.keep(rule, sourcesOfRule(rule, namespace)),
    );
    if (rules.length > 0) {
      this.ofPolicies.set(policy, {
        reference: {
          kind: 'NetworkPolicy',
          namespace,
          name,
          tier: 'NetworkPolicy',
        },
        own: namespace,
        namespace,
        podSelector,
        labels,
        annotations,
        rules: withEffects(rules),
        classes: [],
      });
    }
  }

  private addClusterPolicy(policy: ClusterNetworkPolicy): void {
    const { kind, name, tier, subject, labels, annotations } = policy;
    const key = clusterKey(policy);
    this.clusterPolicies.set(key, policy);
    const own = onlyNamespaceOf(policy);
    const rules = exposedClusterRules(policy, own, rule =>
      this.keep(rule, sourcesOfClusterRule(rule)),
    );
    if (rules.length > 0) {
      this.ofClusterPolicies.set(key, {
        reference: { kind, name, tier },
        ...(own !== undefined && { own }),
        namespaceSelector: subject.namespaceSelector,
        podSelector: subject.podSelector ?? everything,
        labels,
        annotations,
        rules: withEffects(rules),
        classes: [],
      });
    }
  }

  private keep(
    rule: Rule,
    sources: readonly RuleSource[],
  ): readonly RuleSource[] {
    this.sources.set(rule, sources);
    return sources;
  }
}
