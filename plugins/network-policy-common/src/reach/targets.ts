import { IndexedCluster } from '../cluster/IndexedCluster';
import { classifyBy } from '../cluster/podClass';
import { splitByBlocks } from '../cluster/splitByBlocks';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Block } from '../policies/block';
import { CompiledRule } from '../policies/compiledPolicy';
import { Side } from '../policies/side';
import { prepareOnce } from '../cluster/ends';
import { PreparedEnd } from '../policies/end';

const noKeys: ReadonlySet<string> = new Set();

/** Target pods that no policy tells apart. */
export interface Target {
  pods: readonly Pod[];
  prepared: PreparedEnd;
  /** Absent for pods in the network of their node: policies are not about them. */
  ingress?: Side;
  /** Every rule of the ingress. */
  rules: readonly CompiledRule[];
}

function toTarget(cluster: IndexedCluster, pods: readonly Pod[]): Target {
  const prepared = prepareOnce(cluster.index, pods[0]);
  const ingress = prepared.sides?.('ingress');
  return {
    pods,
    prepared,
    ...(ingress && { ingress }),
    rules: ingress
      ? [...ingress.admin, ...ingress.networkPolicy, ...ingress.baseline]
      : [],
  };
}

/**
 * Groups the target pods, so that each group is judged once.
 *
 * @param egressBlocks - the blocks by which rules of the sources tell pods apart
 */
export function groupTargets(
  cluster: IndexedCluster,
  pods: readonly Pod[],
  egressBlocks: readonly Block[],
): Target[] {
  const [first] = pods;
  // Where no labels differ, it need not be known which of them policies ask for.
  const classes = pods.every(({ labels }) => labels === first.labels)
    ? classifyBy(pods, noKeys)
    : cluster.index.classify(pods);
  return classes
    .flatMap(podClass => splitByBlocks(podClass.pods, egressBlocks))
    .map(part => toTarget(cluster, part));
}

/** Whether a rule of a cluster-wide policy denies some source. */
export function mayDeny({ ingress }: Target): boolean {
  return (
    ingress !== undefined &&
    [...ingress.admin, ...ingress.baseline].some(
      ({ action }) => action === 'Deny',
    )
  );
}

/** Whether nothing isolates a target: every source is admitted. */
export function isOpen(target: Target): boolean {
  const { ingress } = target;
  return (
    ingress === undefined ||
    (ingress.isolating.length === 0 && !mayDeny(target))
  );
}
