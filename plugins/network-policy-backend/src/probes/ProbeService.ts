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
import { findTarget } from '../reach/findTarget';
import { ClusterStates } from '../state/ClusterStates';
import { chooseTarget, describeTarget } from './chooseTarget';
import { planAttempts } from './planAttempts';
import { ProbeRunner } from './ProbeRunner';
import { ProbeRunStore } from './ProbeRunStore';
import { RunSlots } from './RunSlots';

/** With fifty source namespaces each, these are a thousand probes that wait for their turn. */
const RUNS_AT_ONCE = 20;

/**
 * Starts probe runs and answers about them.
 */
export class ProbeService {
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<unknown>>();
  private readonly slots = new RunSlots(RUNS_AT_ONCE);
  private readonly runner: ProbeRunner;

  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      states: ClusterStates;
      store: ProbeRunStore;
      prober: Prober;
      settings: Settings['probes'];
      logger: LoggerService;
    },
  ) {
    const { prober, store, logger, settings } = options;
    const { concurrency } = settings;
    this.runner = new ProbeRunner({ prober, store, logger, concurrency });
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
    const { entityRef } = entity;
    const { cluster, namespace } = request;
    const free = this.slots.take({ entityRef, cluster, namespace });
    try {
      const { run, probeTarget } = await this.plan(
        entity,
        request,
        requestedBy,
      );
      await this.options.store.create(run);
      this.inBackground(
        this.runner
          .execute(run, probeTarget, this.stopping.signal)
          .finally(free),
      );
      return run;
    } catch (error) {
      free();
      throw error;
    }
  }

  private async plan(
    entity: LoadedEntity,
    request: ProbeRunRequest,
    requestedBy: string,
  ): Promise<{ run: ProbeRun; probeTarget: ProbeTarget }> {
    const { settings } = this.options;
    const { view, target } = await findTarget(this.options, entity, request);
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
    const run: ProbeRun = {
      id,
      entityRef: entity.entityRef,
      cluster: request.cluster,
      namespace: request.namespace,
      target: describeTarget(probeTarget),
      state: 'running',
      requestedBy,
      startedAt: new Date().toISOString(),
      attempts: planAttempts({
        view,
        namespace: request.namespace,
        destinations,
        from: request.from,
        runId: id,
        timeoutMs: settings.timeoutMs,
      }),
    };
    return { run, probeTarget };
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
   * Ends the runs that a killed portal left, and removes what they left in the clusters. It takes for granted that no
   * other replica of the portal makes probes.
   */
  async recover(): Promise<void> {
    const { store, logger } = this.options;
    const left = await store.listRunning();
    for (const { id } of left) {
      await store.end(id, 'interrupted', new Date().toISOString());
      logger.warn(`Probe run ${id} was interrupted when the portal ended`);
    }
    // A cluster that does not answer must not hold up the start of the portal.
    this.inBackground(Promise.all(left.map(run => this.sweep(run))));
  }

  /** Ends the runs in progress; each removes what it made. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  private async sweep({ id: runId, cluster, attempts }: ProbeRun) {
    const { prober, logger } = this.options;
    const namespaces = attempts.map(({ namespace }) => namespace);
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
