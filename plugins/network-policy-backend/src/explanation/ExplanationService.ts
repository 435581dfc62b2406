import { NotFoundError } from '@backstage/errors';
import {
  ExplainedPolicy,
  NamespaceExplanation,
  PolicyReason,
  ReachTargetPlace,
} from 'backstage-plugin-network-policy-common';
import pLimit from 'p-limit';
import {
  ClusterDirectory,
  EvaluableCluster,
} from '../clusters/ClusterDirectory';
import { describeFailure } from '../clusters/clusterFailure';
import { describeObject, resources } from '../clusters/resources';
import { LoadedEntity } from '../targets/LoadedEntity';
import { describeNamespace } from '../reach/describeNamespace';
import { ReachService } from '../reach/ReachService';
import { decidingLines, manifestOf } from './policyManifest';

/** A side that many policies decide is understood by the first of them. */
const POLICIES_OF_A_SIDE = 10;
const READS_AT_ONCE = 4;

const typeOf = {
  NetworkPolicy: resources.networkPolicies,
  AdminNetworkPolicy: resources.adminNetworkPolicies,
  BaselineAdminNetworkPolicy: resources.baselineAdminNetworkPolicies,
  ClusterNetworkPolicy: resources.clusterNetworkPolicies,
} satisfies Record<PolicyReason['kind'], unknown>;

type Side = ExplainedPolicy['side'];

/**
 * Explains why the pods of one namespace can reach a target or not.
 */
export class ExplanationService {
  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      reach: ReachService;
    },
  ) {}

  /**
   * The verdict about one namespace, with the manifests of the policies that decided. They are read from the cluster
   * now: what is kept of them is only what verdicts depend on. One that cannot be read is named with the reason.
   *
   * @throws NotFoundError when the cluster has no such namespace, and what {@link ReachService.find} throws.
   */
  async explain(
    entity: LoadedEntity,
    place: ReachTargetPlace,
    sourceNamespace: string,
  ): Promise<NamespaceExplanation> {
    const { clusters, reach } = this.options;
    const cluster = await clusters.getEvaluable(place.cluster);
    const { reading, reach: found, probes } = await reach.find(entity, place);
    const row = found.namespaces.find(
      ({ namespace }) => namespace === sourceNamespace,
    );
    if (!row) {
      throw new NotFoundError(
        `Cluster ${place.cluster} has no namespace ${JSON.stringify(
          sourceNamespace,
        )}`,
      );
    }
    const probe = probes.byNamespace.get(sourceNamespace);
    const namespace = describeNamespace({ row, probe });
    const limit = pLimit(READS_AT_ONCE);
    const explained = (['ingress', 'egress'] as const).flatMap(side =>
      namespace[side].policies
        .slice(0, POLICIES_OF_A_SIDE)
        .map(reason => limit(() => explainPolicy(cluster, side, reason))),
    );
    return {
      asOf: reading.asOf,
      health: reading.health,
      namespace,
      policies: await Promise.all(explained),
    };
  }
}

async function explainPolicy(
  cluster: EvaluableCluster,
  side: Side,
  reason: PolicyReason,
): Promise<ExplainedPolicy> {
  const { namespace, name } = reason;
  const type = typeOf[reason.kind];
  const location = { namespace, name };
  const answer = await cluster.reader.get(type, location);
  if (!answer.ok) {
    const what = `read ${describeObject(type, location)}`;
    const unread = describeFailure(cluster.name, what, answer.failure);
    return { side, reason, unread };
  }
  const manifest = manifestOf(answer.value);
  const lines = decidingLines(manifest, side, reason);
  return { side, reason, manifest, ...(lines && { lines }) };
}
