import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import pLimit from 'p-limit';
import {
  ClusterDirectory,
  EvaluableCluster,
} from '../clusters/ClusterDirectory';
import { Settings } from '../config/readSettings';
import { settingsOfCluster } from '../config/settingsOfCluster';
import { ClusterHealth, ClusterReading } from './clusterHealth';
import { ClusterState, OwnChange } from './ClusterState';
import { noMeter, StateMeter } from './StateMeter';
import { StateTiming, usualTiming } from './timing';

/**
 * Pages of lists that are read at a time, of all clusters together. Reading is work of this one process, so more at a
 * time would take more memory and be no faster.
 */
const PAGES_AT_ONCE = 8;

interface KeptState {
  state: ClusterState;
  /** On the monotonic clock. */
  askedAt: number;
}

/**
 * What is known of all clusters. A cluster is kept from when somebody asks for it until nobody has asked for long, or
 * always if it is configured so.
 */
export class ClusterStates {
  private readonly states = new Map<string, KeptState>();
  private readonly listeners = new Set<(cluster: string) => void>();
  private readonly notifying = new Map<string, NodeJS.Timeout>();
  private readonly timing: StateTiming;
  private readonly sweeping: NodeJS.Timeout;
  private isStopped = false;
  private readonly pages = pLimit(PAGES_AT_ONCE);
  private lastVersion = 0;

  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      settings: Pick<Settings, 'cluster' | 'clusters'>;
      logger: LoggerService;
      /** What counts for a cluster; nothing is counted without it. */
      meterOf?: (cluster: string) => StateMeter;
      timing?: Partial<StateTiming>;
    },
  ) {
    this.timing = { ...usualTiming, ...options.timing };
    this.sweeping = setInterval(
      () => this.sweep(),
      this.timing.sweepMs,
    ).unref();
  }

  /**
   * What is known of a cluster. Starts keeping it where nobody has asked lately; the first answer waits until it was
   * read, at most for as long as a call to a cluster may take.
   */
  async read(cluster: EvaluableCluster): Promise<ClusterReading> {
    if (this.isStopped) {
      const because = 'The portal is being stopped';
      return {
        state: 'unreachable',
        asOf: new Date().toISOString(),
        health: { state: 'unreachable', because },
        message: because,
      };
    }
    const kept = this.keep(cluster);
    kept.askedAt = performance.now();
    return kept.state.read();
  }

  /** How good what is known of a cluster is, without asking; undefined when nothing is kept of it. */
  known(name: string): { health: ClusterHealth; asOf: string } | undefined {
    return this.states.get(name)?.state.known();
  }

  /** The clusters that are kept now, by name. */
  get kept(): readonly string[] {
    return [...this.states.keys()];
  }

  /** Makes an own write visible to the next read, before a list or watch has it. */
  note(cluster: string, change: OwnChange): void {
    this.states.get(cluster)?.state.note(change);
  }

  /**
   * Calls back after what is known of a cluster has changed, or how good it is; not for each of many changes.
   *
   * @returns what ends it
   */
  onChange(listener: (cluster: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Stops what nobody needs any more, and what the kubernetes plugin does not have any more; starts what is always kept.
   * It is done from time to time, and when the portal starts.
   */
  async sweep(): Promise<void> {
    const { clusters, settings, logger } = this.options;
    const isAlwaysOn = (name: string) =>
      settingsOfCluster(settings, name).alwaysOn;
    const idleSince = performance.now() - settings.cluster.idleMinutes * 60_000;
    for (const [name, { askedAt }] of this.states) {
      if (askedAt < idleSince && !isAlwaysOn(name)) {
        this.drop(name);
      }
    }
    const anyAlwaysOn =
      settings.cluster.alwaysOn ||
      settings.clusters.some(({ alwaysOn }) => alwaysOn);
    if (this.states.size === 0 && !anyAlwaysOn) {
      return;
    }
    const known = await clusters.list().catch(error => {
      // The next request for a cluster gets the failure of the kubernetes plugin.
      logger.debug('The clusters cannot be looked through', toError(error));
    });
    if (!known || this.isStopped) {
      return;
    }
    const evaluable = known.filter(cluster => cluster.evaluable);
    const names = new Set(evaluable.map(({ name }) => name));
    for (const name of this.states.keys()) {
      if (!names.has(name)) {
        this.drop(name);
      }
    }
    for (const cluster of evaluable) {
      if (isAlwaysOn(cluster.name)) {
        this.keep(cluster);
      }
    }
  }

  /** Ends all requests, for good. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.sweeping);
    this.listeners.clear();
    await Promise.all([...this.states.keys()].map(name => this.drop(name)));
  }

  private keep(cluster: EvaluableCluster): KeptState {
    const { name } = cluster;
    const known = this.states.get(name);
    if (known) {
      return known;
    }
    const { logger, settings } = this.options;
    const state = new ClusterState({
      cluster,
      settings: settingsOfCluster(settings, name),
      timing: this.timing,
      pages: this.pages,
      meter: this.options.meterOf?.(name) ?? noMeter,
      logger,
      nextVersion: () => {
        this.lastVersion += 1;
        return this.lastVersion;
      },
      onChange: () => this.notifySoon(name),
    });
    const kept = { state, askedAt: performance.now() };
    this.states.set(name, kept);
    return kept;
  }

  private async drop(name: string): Promise<void> {
    const kept = this.states.get(name);
    this.states.delete(name);
    clearTimeout(this.notifying.get(name));
    this.notifying.delete(name);
    await kept?.state.stop();
  }

  private notifySoon(name: string) {
    if (this.listeners.size === 0 || this.notifying.has(name)) {
      return;
    }
    const timer = setTimeout(() => {
      this.notifying.delete(name);
      this.listeners.forEach(listener => listener(name));
    }, this.timing.notifyMs).unref();
    this.notifying.set(name, timer);
  }
}
