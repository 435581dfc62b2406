import { InputError, NotAllowedError } from '@backstage/errors';
import {
  ProbeRunRequest,
  validateDns1123Label,
} from 'backstage-plugin-network-policy-common';
import { ProbeTarget } from 'backstage-plugin-network-policy-node';
import { randomUUID } from 'node:crypto';
import { ClusterDirectory } from '../clusters/ClusterDirectory';
import { LoadedEntity } from '../targets/LoadedEntity';
import { Ownership } from '../ownership/Ownership';
import { ClusterStates } from '../state/ClusterStates';
import { ClusterView } from '../state/clusterView';
import {
  ChosenTarget,
  chooseTarget,
  confirmTarget,
  describeTarget,
  whyNoTarget,
} from '../targets/chooseTarget';
import { findCluster, findTarget } from '../targets/findTarget';
import { targetIn, WorkloadTarget } from '../targets/workloadTarget';
import { planAttempts } from './planAttempts';
import { PlannedRun } from './ProbeRunStore';

/**
 * Says what a probe from a namespace connects to right before it does: the target, or why it must not connect.
 */
export type ConfirmTarget = (
  source: string,
) => Promise<
  { ok: true; target: ProbeTarget } | { ok: false; because: string }
>;

/**
 * Plans runs: what is connected to, from where, and what the policies say about it.
 */
export class RunPlanner {
  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      states: Pick<ClusterStates, 'read'>;
      ownership: Pick<Ownership, 'probeSources'>;
      timeoutMs: number;
    },
  ) {}

  /**
   * Plans a run of an entity.
   *
   * @throws InputError for a name that cannot be a namespace's, or when there is nothing to connect to; NotAllowedError
   * with one text for source namespaces that do not exist or have not consented; what {@link findTarget} throws.
   */
  async plan(
    entity: LoadedEntity,
    request: ProbeRunRequest,
    requestedBy: string,
  ): Promise<{ planned: PlannedRun; confirm: ConfirmTarget }> {
    requireNames(request.from);
    const { timeoutMs } = this.options;
    const { cluster, namespace, from } = request;
    const before = await findTarget(this.options, entity, request);
    await this.requireSources(entity, request, before.reading.view);
    // There are many namespaces to ask for their consent: not for a target that nothing can connect to.
    requireTarget(before.reading.view, before.target);
    const controls = await this.controlsFor(
      entity,
      request,
      before.reading.view,
    );
    // From here on nothing is waited for: the view changes with the cluster.
    const { reading, target } = await findTarget(this.options, entity, request);
    const { view } = reading;
    const chosen = requireTarget(view, target);
    const id = randomUUID();
    const planned: PlannedRun = {
      id,
      entityRef: entity.entityRef,
      cluster,
      namespace,
      target: describeTarget(chosen.probeTarget),
      requestedBy,
      attempts: planAttempts({
        view,
        controls,
        destinations: chosen.destinations,
        from,
        runId: id,
        timeoutMs,
      }),
    };
    return {
      planned,
      confirm: source => this.confirm(entity, request, chosen, source),
    };
  }

  /** The same answer for what does not exist and what is refused: it names only what was asked for. */
  private async requireSources(
    entity: LoadedEntity,
    { cluster: name, from }: ProbeRunRequest,
    view: ClusterView,
  ): Promise<void> {
    const { clusters, ownership } = this.options;
    const cluster = await clusters.getEvaluable(name);
    const { refused } = await ownership.probeSources(entity, cluster, from);
    const unusable = from.filter(
      source => refused.includes(source) || !exists(view, source),
    );
    if (unusable.length > 0) {
      throw new NotAllowedError(
        `No probe was started: none may start for ${
          entity.entityRef
        } from ${unusable.join(
          ', ',
        )} in cluster ${name}. A probe starts only in namespaces that exist and have consented: those of the entity's owners, and those that the portal's networkPolicy.probes.from names`,
      );
    }
  }

  /** The target's own namespace first. */
  private async controlsFor(
    entity: LoadedEntity,
    { cluster: name, namespace }: ProbeRunRequest,
    view: ClusterView,
  ): Promise<readonly string[]> {
    const { clusters, ownership } = this.options;
    const cluster = await clusters.getEvaluable(name);
    const others = Array.from(view.cluster.namespaces(), other => other.name);
    const { allowed } = await ownership.probeSources(entity, cluster, [
      namespace,
      ...others.filter(other => other !== namespace),
    ]);
    return allowed;
  }

  private async confirm(
    entity: LoadedEntity,
    { cluster: name, namespace }: ProbeRunRequest,
    chosen: ChosenTarget,
    source: string,
  ): ReturnType<ConfirmTarget> {
    const { clusters, states, ownership } = this.options;
    const { cluster, workload } = await findCluster(clusters, entity, name);
    const reading = await states.read(cluster);
    if (reading.state !== 'read') {
      return { ok: false, because: reading.message };
    }
    // The run may have waited for minutes, and consent can be taken back.
    const { refused } = await ownership.probeSources(entity, cluster, [source]);
    if (refused.length > 0) {
      return {
        ok: false,
        because: `Namespace ${source} no longer consents to probes of ${entity.entityRef}`,
      };
    }
    const now = reading.view.cluster;
    const own = targetIn(workload, now, namespace);
    const target = own && confirmTarget(now, chosen, own);
    return target
      ? { ok: true, target }
      : {
          ok: false,
          because: `${describeTarget(
            chosen.probeTarget,
          )} no longer leads only to the pods that the run was planned for`,
        };
  }
}

function requireTarget(
  { cluster }: ClusterView,
  target: WorkloadTarget,
): ChosenTarget {
  const chosen = chooseTarget(cluster, target);
  if (!chosen) {
    throw new InputError(
      `No probe was started. ${whyNoTarget(cluster, target)}`,
    );
  }
  return chosen;
}

function requireNames(from: readonly string[]): void {
  for (const namespace of from) {
    const problem = validateDns1123Label(namespace);
    if (problem) {
      throw new InputError(
        `${JSON.stringify(namespace)} is not a namespace: ${problem}`,
      );
    }
  }
}

function exists({ cluster }: ClusterView, name: string): boolean {
  return cluster.find({ kind: 'Namespace', object: { name } }) !== undefined;
}
