import { InputError } from '@backstage/errors';
import {
  compareReach,
  evaluateReach,
  ExposureDraft,
  ExposurePreview,
  manifestFileName,
  matchesSelector,
  NetworkPolicy,
  NetworkPolicyManifest,
  parseNetworkPolicy,
  stringifyManifest,
  TargetReach,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { ClusterError } from '../clusters/clusterFailure';
import { EntityWorkload, isPodOf } from '../targets/entityWorkload';
import { ClusterStates } from '../state/ClusterStates';
import { buildPolicyFor } from './applyExposure';
import { previewWarnings } from './previewWarnings';
import { readPolicy } from './readPolicy';

/**
 * Who gains and who loses access if a draft were applied. Nothing is written.
 *
 * @throws InputError for a draft that is not the entity's to make, ClusterError when the cluster cannot be read.
 */
export async function previewExposure(
  states: ClusterStates,
  cluster: EvaluableCluster,
  workload: EntityWorkload,
  { draft, requestedBy }: { draft: ExposureDraft; requestedBy: string },
): Promise<ExposurePreview> {
  const [manifest, reading, existing] = await Promise.all([
    buildPolicyFor(cluster, workload, draft, requestedBy),
    states.read(cluster),
    readPolicy(cluster, draft),
  ]);
  if (reading.state !== 'read') {
    throw new ClusterError(reading.message);
  }
  const { asOf, health, view } = reading;
  const found = view.cluster;
  const { namespace, podSelector } = draft;
  const selector = { matchLabels: podSelector, matchExpressions: [] };
  const pods = Array.from(found.pods(namespace)).filter(
    pod => matchesSelector(selector, pod.labels) && isPodOf(workload, pod),
  );
  const target = { namespace, pods };
  const before = evaluateReach(found, target);
  // The policy takes the place of one with its name.
  const after = found.preview(
    [{ type: 'set', kind: 'NetworkPolicy', object: parse(manifest) }],
    changed => evaluateReach(changed, target),
  );
  const { gains, loses } = compareReach(before, after);
  return {
    asOf,
    health,
    manifest: stringifyManifest(manifest),
    fileName: manifestFileName(draft),
    totalNamespaces: after.namespaces.length,
    before: reaching(before),
    after: reaching(after),
    gains,
    loses,
    outsideBefore: before.outside,
    outsideAfter: after.outside,
    warnings: previewWarnings({
      before,
      after,
      gains,
      loses,
      existing,
      known: { asOf, health },
    }),
  };
}

function reaching({ namespaces }: TargetReach): string[] {
  return namespaces
    .filter(({ reach }) => reach !== 'none')
    .map(({ namespace }) => namespace);
}

function parse(manifest: NetworkPolicyManifest): NetworkPolicy {
  const parsed = parseNetworkPolicy(manifest);
  if (!parsed.ok) {
    throw new InputError(
      parsed.problems.map(({ message }) => message).join('; '),
    );
  }
  return parsed.value;
}
