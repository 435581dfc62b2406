import { InputError } from '@backstage/errors';
import {
  compareReach,
  evaluateReach,
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
import { LoadedEntity } from '../targets/LoadedEntity';
import { ClusterStates } from '../state/ClusterStates';
import { EntityWorkload, isPodOf } from '../targets/entityWorkload';
import { ApplyRefusal, refusalToApply } from './applyRefusal';
import {
  buildPolicy,
  RequestedDraft,
  requireOwnSelection,
} from './buildPolicy';
import { claimPolicy, versionOf } from './policyClaim';
import { previewWarnings } from './previewWarnings';
import { readPolicy } from './readPolicy';
import { requireOwnPods } from './selectedPods';

/**
 * Who gains and who loses access if a draft were applied, and whether it can be. Nothing is written. Where the namespace
 * has not consented, nothing is read from the cluster for the caller: the pods of the entity are known from its state.
 *
 * @throws InputError for a draft that is not the entity's to make, ClusterError when the cluster cannot be read.
 */
export async function previewExposure(
  states: ClusterStates,
  found: { cluster: EvaluableCluster; workload: EntityWorkload },
  entity: LoadedEntity,
  request: RequestedDraft & Pick<ApplyRefusal, 'mayApply' | 'notConsented'>,
): Promise<ExposurePreview> {
  const { cluster, workload } = found;
  const { draft, mayApply, notConsented } = request;
  const { namespace, podSelector } = draft;
  const manifest = buildPolicy(workload, request);
  const [reading, existing] = await Promise.all([
    states.read(cluster),
    notConsented ? undefined : readPolicy(cluster, draft),
    notConsented ?? requireOwnSelection(cluster, workload, draft),
  ]);
  if (reading.state !== 'read') {
    throw new ClusterError(reading.message);
  }
  const claim = existing && (await claimPolicy(existing, entity, found));
  const { asOf, health, view } = reading;
  const selector = { matchLabels: podSelector, matchExpressions: [] };
  const pods = Array.from(view.cluster.pods(namespace)).filter(
    pod => matchesSelector(selector, pod.labels) && isPodOf(workload, pod),
  );
  if (notConsented) {
    requireOwnPods(workload, pods.length, { cluster: cluster.name, namespace });
  }
  const target = { namespace, pods };
  const before = evaluateReach(view.cluster, target);
  // The policy takes the place of one with its name.
  const after = view.cluster.preview(
    [{ type: 'set', kind: 'NetworkPolicy', object: parse(manifest) }],
    changed => evaluateReach(changed, target),
  );
  const { gains, loses } = compareReach(before, after);
  const version = existing && claim?.is === 'own' && versionOf(existing);
  const applyRefused = refusalToApply({
    entity,
    cluster,
    draft,
    mayApply,
    notConsented,
    existing: existing && claim && { policy: existing, claim },
  });
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
      entityRef: entity.entityRef,
      claim,
      known: { asOf, health },
    }),
    ...(version && { existing: version }),
    ...(applyRefused && { applyRefused }),
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
