import { InputError } from '@backstage/errors';
import {
  ClusterSnapshot,
  compareReach,
  evaluateReach,
  ExposureDraft,
  ExposurePreview,
  manifestFileName,
  matchesSelector,
  NetworkPolicyManifest,
  parseNetworkPolicy,
  stringifyManifest,
  TargetReach,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { ClusterError } from '../clusters/clusterFailure';
import { EntityWorkload, isPodOf } from '../entities/entityWorkload';
import { readSnapshot } from '../snapshot/readSnapshot';
import { buildPolicyFor } from './applyExposure';
import { previewWarnings } from './previewWarnings';
import { readPolicy } from './readPolicy';

/**
 * Who gains and who loses access if a draft were applied. Nothing is written.
 *
 * @throws InputError for a draft that is not the entity's to make, ClusterError when the cluster cannot be read.
 */
export async function previewExposure(
  cluster: EvaluableCluster,
  workload: EntityWorkload,
  { draft, requestedBy }: { draft: ExposureDraft; requestedBy: string },
): Promise<ExposurePreview> {
  const [manifest, answer, existing] = await Promise.all([
    buildPolicyFor(cluster, workload, draft, requestedBy),
    readSnapshot(cluster),
    readPolicy(cluster, draft),
  ]);
  if (answer.state !== 'read') {
    throw new ClusterError(answer.message);
  }
  const { snapshot } = answer;
  const { namespace, podSelector } = draft;
  const selector = { matchLabels: podSelector, matchExpressions: [] };
  const pods = snapshot.pods.filter(
    pod =>
      pod.namespace === namespace &&
      matchesSelector(selector, pod.labels) &&
      isPodOf(workload, pod),
  );
  const before = evaluateReach(snapshot, { namespace, pods });
  const after = evaluateReach(withPolicy(snapshot, manifest), {
    namespace,
    pods,
  });
  const { gains, loses } = compareReach(before, after);
  return {
    manifest: stringifyManifest(manifest),
    fileName: manifestFileName(draft),
    totalNamespaces: after.namespaces.length,
    before: reaching(before),
    after: reaching(after),
    gains,
    loses,
    outsideBefore: before.outside,
    outsideAfter: after.outside,
    warnings: previewWarnings({ before, after, gains, loses, existing }),
  };
}

function reaching({ namespaces }: TargetReach): string[] {
  return namespaces
    .filter(({ reach }) => reach !== 'none')
    .map(({ namespace }) => namespace);
}

/** The cluster as it would be: the policy takes the place of one with its name. */
function withPolicy(
  snapshot: ClusterSnapshot,
  manifest: NetworkPolicyManifest,
): ClusterSnapshot {
  const parsed = parseNetworkPolicy(manifest);
  if (!parsed.ok) {
    throw new InputError(
      parsed.problems.map(({ message }) => message).join('; '),
    );
  }
  const { namespace, name } = parsed.value;
  return {
    ...snapshot,
    networkPolicies: [
      ...snapshot.networkPolicies.filter(
        policy => policy.namespace !== namespace || policy.name !== name,
      ),
      parsed.value,
    ],
  };
}
