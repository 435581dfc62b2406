import { LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError, toError } from '@backstage/errors';
import {
  ProbeRun,
  ProbeRunRequest,
} from 'backstage-plugin-network-policy-common';
import { Prober } from 'backstage-plugin-network-policy-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterDirectory, KnownCluster } from '../clusters/ClusterDirectory';
import { Settings } from '../config/readSettings';
import { LoadedEntity } from '../targets/LoadedEntity';
import { ProbeRunner } from './ProbeRunner';
import { AbandonedRun, ProbeRunStore } from './ProbeRunStore';
import { RunLeases } from './RunLeases';
import { ConfirmTarget, RunPlanner } from './RunPlanner';

/** So long a cancelled run may take to remove its Jobs before the answer; it goes on afterwards. */
const END_MS = 5_000;

/** The entity whose run is to be cancelled; `denied` where the caller may cancel their own runs only. */
export interface CancelGrant {
  entityRef: string;
  denied?: Error;
}

/**
 * Starts probe runs, cancels them, and answers about them.
 */
export class ProbeService {
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<unknown>>();
  /** The runs that this replica makes. */
  private readonly made = new Map<string, Promise<void>>();
  private readonly leases: RunLeases;
  private readonly runner: ProbeRunner;

  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      planner: RunPlanner;
      store: ProbeRunStore;
      prober: Prober;
      /** Why nothing can be probed in a cluster; undefined where it can. */
      offBecause: (cluster: KnownCluster) => string | undefined;
      settings: Pick<Settings['probes'], 'concurrency'>;
      logger: LoggerService;
      /** A run of an entity has begun or ended. */
      onRun?: (entityRef: string) => void;
    },
  ) {
    const { prober, store: runs, logger, settings } = options;
    const { concurrency } = settings;
    this.leases = new RunLeases({ runs, logger });
    this.runner = new ProbeRunner({ prober, runs, logger, concurrency });
  }

  /**
   * Plans a run, stores it and makes its attempts in the background.
   *
   * @throws NotAllowedError where nothing can be probed in the cluster, and what {@link ProbeRunStore.admit} and
   * {@link RunPlanner.plan} throw.
   */
  async start(
    entity: LoadedEntity,
    request: ProbeRunRequest,
    requestedBy: string,
  ): Promise<ProbeRun> {
    const { clusters, offBecause, planner, store } = this.options;
    const { entityRef } = entity;
    const { cluster, namespace } = request;
    const because = offBecause(await clusters.getEvaluable(cluster));
    if (because !== undefined) {
      throw new NotAllowedError(`No probe was started. ${because}`);
    }
    await store.admit({ entityRef, cluster, namespace, requestedBy });
    const { planned, confirm } = await planner.plan(
      entity,
      request,
      requestedBy,
    );
    const run = await store.create(planned);
    const tell = () => this.options.onRun?.(entityRef);
    tell();
    const made = this.inBackground(this.make(run, confirm).finally(tell));
    this.made.set(run.id, made);
    made.finally(() => this.made.delete(run.id));
    return run;
  }

  /**
   * A run of this entity.
   *
   * @throws NotFoundError when there is none.
   */
  async get(
    { entityRef }: Pick<LoadedEntity, 'entityRef'>,
    runId: string,
  ): Promise<ProbeRun> {
    const run = await this.options.store.get(runId);
    if (run?.entityRef !== entityRef) {
      throw new NotFoundError(
        `There is no probe run ${JSON.stringify(runId)} of ${entityRef}`,
      );
    }
    return run;
  }

  /**
   * Cancels a run of an entity that is in progress on any replica. One that is over stays as it is.
   *
   * @throws NotFoundError when there is none; the grant's error for a run that the caller did not start themselves,
   * whether it exists or not.
   */
  async cancel(
    { entityRef, denied }: CancelGrant,
    runId: string,
    by: string,
  ): Promise<ProbeRun> {
    const { store, onRun } = this.options;
    if (denied) {
      const run = await store.get(runId);
      if (run?.entityRef !== entityRef || run.requestedBy !== by) {
        throw denied;
      }
    } else {
      await this.get({ entityRef }, runId);
    }
    if (await store.cancel(runId, by)) {
      this.leases.cancel(runId);
      onRun?.(entityRef);
      const waited = new AbortController();
      const late = sleep(END_MS, undefined, { signal: waited.signal });
      await Promise.race([this.made.get(runId), late]);
      waited.abort();
      await late.catch(() => undefined);
    }
    return this.get({ entityRef }, runId);
  }

  /**
   * Removes what runs left in the clusters that a replica did not end itself. A cluster that does not answer holds up
   * no other.
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

  private async make(run: ProbeRun, confirm: ConfirmTarget): Promise<void> {
    const kept = await this.leases.during(run.id, stop =>
      this.runner.execute(
        run,
        confirm,
        AbortSignal.any([this.stopping.signal, stop]),
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

  private inBackground(work: Promise<unknown>): Promise<void> {
    const settled = work
      .then(() => undefined)
      .catch(error =>
        this.options.logger.error('A probe run failed', toError(error)),
      )
      .finally(() => this.running.delete(settled));
    this.running.add(settled);
    return settled;
  }
}
