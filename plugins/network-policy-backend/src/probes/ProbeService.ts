import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError, toError } from '@backstage/errors';
import {
  ProbeRun,
  ProbeRunRequest,
  validateDns1123Label,
} from 'backstage-plugin-network-policy-common';
import { Prober, ProbeTarget } from 'backstage-plugin-network-policy-node';
import { randomUUID } from 'node:crypto';
import { ClusterDirectory } from '../clusters/ClusterDirectory';
import { Settings } from '../config/readSettings';
import { LoadedEntity } from '../entities/EntityLoader';
import { ClusterStates } from '../state/ClusterStates';
import { findTarget } from '../targets/findTarget';
import { chooseTarget, describeTarget } from '../targets/chooseTarget';
import { planAttempts } from './planAttempts';
import { AbandonedRun } from './database/abandonedRuns';
import { OwnRuns, PlannedRun } from './OwnRuns';
import { ProbeRunner } from './ProbeRunner';
import { ProbeRunStore } from './ProbeRunStore';
import { RunLeases } from './RunLeases';

/**
 * Starts probe runs and answers about them.
 */
export class ProbeService {
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<unknown>>();
  private readonly leases: RunLeases;
  private readonly runner: ProbeRunner;

  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      states: Pick<ClusterStates, 'read'>;
      store: ProbeRunStore;
      runs: OwnRuns;
      prober: Prober;
      settings: Settings['probes'];
      logger: LoggerService;
      /** A run of an entity has begun or ended. */
      onRun?: (entityRef: string) => void;
    },
  ) {
    const { prober, runs, logger, settings } = options;
    const { concurrency } = settings;
    this.leases = new RunLeases({ runs, logger });
    this.runner = new ProbeRunner({ prober, runs, logger, concurrency });
  }

  /**
   * Plans a run, stores it and makes its attempts in the background.
   *
   * @throws InputError when a source namespace does not exist or there is nothing to connect to; ConflictError while
   * another run of the target is in progress, ServiceUnavailableError while there are too many; what
   * {@link findTarget} throws.
   */
  async start(
    entity: LoadedEntity,
    request: ProbeRunRequest,
    requestedBy: string,
  ): Promise<ProbeRun> {
    for (const namespace of request.from) {
      const problem = validateDns1123Label(namespace);
      if (problem) {
        throw new InputError(
          `${JSON.stringify(namespace)} is not a namespace: ${problem}`,
        );
      }
    }
    const { runs } = this.options;
    const { entityRef } = entity;
    const { cluster, namespace } = request;
    await runs.admit({ entityRef, cluster, namespace });
    const { planned, probeTarget } = await this.plan(
      entity,
      request,
      requestedBy,
    );
    const run = await runs.create(planned);
    const tell = () => this.options.onRun?.(entityRef);
    tell();
    this.inBackground(this.make(run, probeTarget).finally(tell));
    return run;
  }

  private async plan(
    entity: LoadedEntity,
    request: ProbeRunRequest,
    requestedBy: string,
  ): Promise<{ planned: PlannedRun; probeTarget: ProbeTarget }> {
    const { settings, clusters, states } = this.options;
    const { reading, target } = await findTarget(
      { clusters, states },
      entity,
      request,
    );
    const { view } = reading;
    const known = new Set(
      Array.from(view.cluster.namespaces(), ({ name }) => name),
    );
    const missing = request.from.filter(name => !known.has(name));
    if (missing.length > 0) {
      throw new InputError(
        `Cluster ${request.cluster} has no namespace ${missing.join(', ')}`,
      );
    }
    const chosen = chooseTarget(view.cluster, target);
    if (!chosen) {
      throw new InputError(
        `There is nothing to connect to in namespace ${request.namespace}: no Service leads to a TCP port of the pods, and no running pod declares one`,
      );
    }
    const { probeTarget, destinations } = chosen;
    const id = randomUUID();
    const planned: PlannedRun = {
      id,
      entityRef: entity.entityRef,
      cluster: request.cluster,
      namespace: request.namespace,
      target: describeTarget(probeTarget),
      requestedBy,
      attempts: planAttempts({
        view,
        namespace: request.namespace,
        destinations,
        from: request.from,
        runId: id,
        timeoutMs: settings.timeoutMs,
      }),
    };
    return { planned, probeTarget };
  }

  /**
   * A run of this entity.
   *
   * @throws NotFoundError when there is none.
   */
  async get({ entityRef }: LoadedEntity, runId: string): Promise<ProbeRun> {
    const run = await this.options.store.get(runId);
    if (run?.entityRef !== entityRef) {
      throw new NotFoundError(
        `There is no probe run ${JSON.stringify(runId)} of ${entityRef}`,
      );
    }
    return run;
  }

  /**
   * Removes what runs left in the clusters that a replica did not end itself. A cluster that does not answer holds up
   * nobody.
   */
  clearUp(left: readonly AbandonedRun[]): void {
    for (const run of left) {
      this.options.logger.warn(
        `Probe run ${run.id} was interrupted: the replica that made it has ended or lost the database`,
      );
      this.inBackground(this.sweep(run));
    }
  }

  /** Ends the runs in progress; each removes what it made. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  private async make(run: ProbeRun, target: ProbeTarget): Promise<void> {
    const kept = await this.leases.during(run.id, lost =>
      this.runner.execute(
        run,
        target,
        AbortSignal.any([this.stopping.signal, lost]),
      ),
    );
    if (!kept) {
      this.options.logger.warn(
        `Probe run ${run.id} was ended by another replica, because this one did not renew its lease in time`,
      );
    }
  }

  private async sweep({ id: runId, cluster, namespaces }: AbandonedRun) {
    const { prober, logger } = this.options;
    const { signal } = this.stopping;
    try {
      await prober.sweep?.({ cluster, runId, namespaces }, { signal });
    } catch (error) {
      logger.warn(
        `What probe run ${runId} left in cluster ${cluster} could not be removed; it ends by its own deadline`,
        toError(error),
      );
    }
  }

  private inBackground(work: Promise<unknown>) {
    const settled = work
      .catch(error =>
        this.options.logger.error('A probe run failed', toError(error)),
      )
      .finally(() => this.running.delete(settled));
    this.running.add(settled);
  }
}
