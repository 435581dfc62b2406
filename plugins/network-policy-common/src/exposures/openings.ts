import { IndexedCluster } from '../cluster/IndexedCluster';
import { PodClass } from '../cluster/podClass';
import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { Labels, LabelSelector } from '../kubernetes/labels';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { everything } from '../kubernetes/sharedLabels';
import { CompiledPolicy, CompiledRule } from '../policies/compiledPolicy';
import { DecidingPolicy } from '../policies/deciding';
import { ExposedRule, exposedClusterRules, exposedRules } from './exposedRules';
import { CountedEffect } from './exposureEffect';
import { RuleSource, sourcesOfClusterRule, sourcesOfRule } from './ruleSources';
import { onlyNamespaceOf } from './width';

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

function openingOf(policy: NetworkPolicy): Opening | undefined {
  const rules = exposedRules(policy);
  const { namespace, name, podSelector, labels, annotations } = policy;
  return rules.length === 0
    ? undefined
    : {
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
      };
}

function clusterOpeningOf(policy: ClusterNetworkPolicy): Opening | undefined {
  const rules = exposedClusterRules(policy);
  const own = onlyNamespaceOf(policy);
  const { kind, name, tier, subject, labels, annotations } = policy;
  return rules.length === 0
    ? undefined
    : {
        reference: { kind, name, tier },
        ...(own !== undefined && { own }),
        namespaceSelector: subject.namespaceSelector,
        podSelector: subject.podSelector ?? everything,
        labels,
        annotations,
        rules: withEffects(rules),
        classes: [],
      };
}

function clusterKey({ kind, name }: Pick<DecidingPolicy, 'kind' | 'name'>) {
  return `${kind}/${name}`;
}

/** The policies of a cluster that open pods, found again from what the index made of them. */
export class Openings {
  private readonly ofPolicies = new Map<NetworkPolicy, Opening>();
  private readonly ofClusterPolicies = new Map<string, Opening>();
  private readonly clusterPolicies = new Map<string, ClusterNetworkPolicy>();
  private readonly sources = new Map<CompiledRule, readonly RuleSource[]>();

  constructor(cluster: IndexedCluster) {
    for (const policy of cluster.networkPolicies()) {
      const opening = openingOf(policy);
      if (opening) {
        this.ofPolicies.set(policy, opening);
      }
    }
    for (const policy of cluster.clusterNetworkPolicies()) {
      this.clusterPolicies.set(clusterKey(policy), policy);
      const opening = clusterOpeningOf(policy);
      if (opening) {
        this.ofClusterPolicies.set(clusterKey(policy), opening);
      }
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
  readonly sourcesOf = (rule: CompiledRule): readonly RuleSource[] => {
    let sources = this.sources.get(rule);
    if (!sources) {
      sources = this.read(rule);
      this.sources.set(rule, sources);
    }
    return sources;
  };

  private read({ policy, index }: CompiledRule): readonly RuleSource[] {
    const { networkPolicy, reference } = policy;
    if (networkPolicy) {
      return sourcesOfRule(
        networkPolicy.ingress[index],
        networkPolicy.namespace,
      );
    }
    const found = this.clusterPolicies.get(clusterKey(reference));
    return found ? sourcesOfClusterRule(found.ingress[index]) : [];
  }
}
