/** How large a generated cluster is, and what is in it. The totals are exact. */
export interface ClusterParameters {
  seed: number;
  /** At least 4: `kube-system`, `ingress-nginx`, `monitoring` and those of the teams. */
  namespaces: number;
  /** At least one a namespace; pods of one workload have the same labels, but for those of a StatefulSet. */
  workloads: number;
  /** At least one a workload. */
  pods: number;
  networkPolicies: number;
  clusterNetworkPolicies: number;
  /** Parts of 1. */
  shares: {
    /** Of the workloads: those whose pods each have a label of their own. */
    statefulSets: number;
    /** Of the workloads: those with a Service. */
    services: number;
    /** Of the namespaces: those that restrict egress, with half of their policies. */
    egress: number;
    /** Of the policies of either side: those with blocks of addresses. */
    ipBlocks: number;
    /** Of the ports of rules: those that are named. */
    namedPorts: number;
    /** Of the policies of the ingress side: those that admit all namespaces (NP-05). */
    exposures: number;
  };
}

const usualShares: ClusterParameters['shares'] = {
  statefulSets: 0.15,
  services: 0.8,
  egress: 0.4,
  ipBlocks: 0.1,
  namedPorts: 0.3,
  exposures: 0.05,
};

const usual = { seed: 1, clusterNetworkPolicies: 0, shares: usualShares };

/** The clusters of the benchmarks, by the name that `yarn bench:export` knows them by. */
export const presets = {
  '604-namespaces': {
    ...usual,
    namespaces: 604,
    workloads: 3_624,
    pods: 5_436,
    networkPolicies: 13_892,
  },
  '99000-pods': {
    ...usual,
    namespaces: 300,
    workloads: 9_000,
    pods: 99_000,
    networkPolicies: 3_000,
    clusterNetworkPolicies: 4,
  },
  '1000-workloads': {
    ...usual,
    namespaces: 100,
    workloads: 1_000,
    pods: 2_000,
    networkPolicies: 500,
  },
  '150000-pods': {
    ...usual,
    namespaces: 10_000,
    workloads: 50_000,
    pods: 150_000,
    networkPolicies: 30_000,
    clusterNetworkPolicies: 4,
  },
  '4000-namespaces': {
    ...usual,
    namespaces: 4_020,
    workloads: 16_080,
    pods: 24_000,
    networkPolicies: 12_000,
  },
  small: {
    ...usual,
    namespaces: 6,
    workloads: 18,
    pods: 40,
    networkPolicies: 36,
  },
} as const satisfies Record<string, ClusterParameters>;

/** The name of a preset. */
export type Preset = keyof typeof presets;

/** Whether a word names a preset. */
export function isPreset(word: string): word is Preset {
  return Object.hasOwn(presets, word);
}
