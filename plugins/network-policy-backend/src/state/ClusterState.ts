import { LoggerService } from '@backstage/backend-plugin-api';
import { isDeepStrictEqual } from 'node:util';
import pLimit, { Limit } from 'p-limit';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { ObjectLocation, ResourceType } from '../clusters/resources';
import { Settings } from '../config/readSettings';
import { ClusterView } from './clusterView';
import { Omission } from './omission';
import { Backoff } from './Backoff';
import { ClusterHealth, ClusterReading } from './clusterHealth';
import { ClusterReflectors } from './ClusterReflectors';
import { Heartbeat } from './Heartbeat';
import {
  asOf,
  isSettled,
  judgeHealth,
  KeptCluster,
  missingKinds,
} from './judgeHealth';
import { ObjectStore } from './ObjectStore';
import { locationOf } from './objectKey';
import { isOlder, resourceVersionOf } from './resourceVersion';
import { StateMeter } from './StateMeter';
import { pause, StateTiming } from './timing';

/** Requests to one API server at a time, without watches. */
const REQUESTS_AT_ONCE = 4;

/**
 * Something that this portal has written to a cluster: an object as the API server returned it, or that it is gone.
 */
export type OwnChange =
  | { type: ResourceType; object: unknown }
  | { type: ResourceType; deleted: ObjectLocation };

/**
 * One cluster that is kept up to date.
 */
export class ClusterState {
  private readonly stopping = new AbortController();
  private readonly store = new ObjectStore(() => this.changed());
  private readonly reflectors: ClusterReflectors;
  private readonly heartbeat: Heartbeat;
  private readonly firstSync: Promise<unknown>;
  private endFirstSync: () => void = () => {};
  private isFirstSyncOver = false;
  private health: ClusterHealth | undefined;
  /** Since when it is so. */
  private healthAsOf = '';
  /** When what is known was confirmed first; undefined while nobody has asked since it changed. */
  private liveAsOf: string | undefined;
  private missing: readonly Omission[] = [];
  private version: number;
  private view: { of: number; view: ClusterView } | undefined;

  constructor(
    private readonly options: {
      cluster: EvaluableCluster;
      settings: Settings['cluster'];
      timing: StateTiming;
      meter: StateMeter;
      /** Pages of lists that are read at a time, of all clusters. */
      pages: Limit;
      logger: LoggerService;
      nextVersion: () => number;
      onChange: () => void;
    },
  ) {
    const { cluster, settings, timing, meter } = options;
    this.version = options.nextVersion();
    this.reflectors = new ClusterReflectors({
      cluster: cluster.name,
      reader: cluster.reader,
      limits: { requests: pLimit(REQUESTS_AT_ONCE), pages: options.pages },
      store: this.store,
      backoff: new Backoff(timing, timing.lastRetryMs),
      timing,
      meter,
      pollMs: settings.pollSeconds * 1_000,
      namespaces: settings.namespaces,
      onStatus: () => this.onStatus(),
    });
    this.heartbeat = new Heartbeat({
      quietMs: timing.quietMs,
      lastResponseAt: () => this.lastResponseAt(),
      isNeeded: () => this.isOnlyWatched(),
      checkVersion: () => cluster.reader.checkVersion(),
      onChange: () => this.judge(),
      onReturn: () => this.reflectors.renew(),
    });
    this.firstSync = Promise.race([
      new Promise<void>(resolve => {
        this.endFirstSync = resolve;
      }),
      pause(settings.timeoutMs, this.stopping.signal),
    ]).then(() => {
      this.isFirstSyncOver = true;
      this.judge();
    });
    this.reflectors.start();
    void this.heartbeat.run(this.stopping.signal);
  }

  /** What is known. While nothing is known yet it is waited for, but not for long. */
  async read(): Promise<ClusterReading> {
    await this.firstSync;
    const health = this.judge();
    if (health.state === 'unreachable' || health.state === 'forbidden') {
      const { healthAsOf } = this;
      const message = health.because;
      return { state: health.state, asOf: healthAsOf, health, message };
    }
    return {
      state: 'read',
      asOf: health.state === 'live' ? this.steadyAsOf() : asOf(this.kept()),
      version: this.version,
      health,
      view: this.look(),
    };
  }

  /** How good what is known is, and of when; undefined while it is read for the first time. */
  known(): { health: ClusterHealth; asOf: string } | undefined {
    return this.health && { health: this.health, asOf: asOf(this.kept()) };
  }

  /** Stores an own write, before a list or watch has it. */
  note(change: OwnChange): void {
    const { timing, settings } = this.options;
    const { type } = change;
    const isRemoved = 'deleted' in change;
    const location = isRemoved ? change.deleted : locationOf(change.object);
    const reflector = this.reflectors.of(type, location);
    if (!reflector) {
      return;
    }
    const { kind } = reflector.options;
    if (!isRemoved) {
      const version = resourceVersionOf(change.object);
      // The watch may have been quicker, and may have brought a later change since.
      if (
        version !== reflector.version &&
        !isOlder(version, reflector.version)
      ) {
        this.store.setWritten(kind, change.object);
      }
      return;
    }
    const isPolled = reflector.status.state === 'polling';
    const confirmWithinMs = isPolled
      ? timing.confirmWithinMs + settings.pollSeconds * 1_000 * 1.1
      : timing.confirmWithinMs;
    this.store.removeWritten(kind, location, confirmWithinMs);
  }

  /** Ends all requests. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.reflectors.stop();
  }

  private lastResponseAt(): number {
    return Math.max(
      ...this.reflectors.all.map(({ lastResponseAt }) => lastResponseAt),
    );
  }

  /** Whether the cluster is watched, and no failed request shows already that it does not answer. */
  private isOnlyWatched(): boolean {
    const statuses = this.reflectors.all.map(({ status }) => status);
    return (
      statuses.some(({ state }) => state === 'watching') &&
      !statuses.some(
        status =>
          status.state === 'failing' && status.failure.kind === 'unreachable',
      )
    );
  }

  private kept(): KeptCluster {
    const { cluster, settings } = this.options;
    return {
      name: cluster.name,
      reflectors: this.reflectors.all,
      unanswered: this.heartbeat.failure,
      timeoutMs: settings.timeoutMs,
      pollSeconds: settings.pollSeconds,
    };
  }

  private onStatus() {
    if (isSettled(this.reflectors.all)) {
      this.endFirstSync();
    }
    const missing = this.leftOut();
    if (!isDeepStrictEqual(missing, this.missing)) {
      this.missing = missing;
      this.changed();
    }
    this.judge();
  }

  /** While nothing changes, the answers about a live cluster stay the same to the letter. */
  private steadyAsOf(): string {
    this.liveAsOf ??= asOf(this.kept());
    return this.liveAsOf;
  }

  private judge(): ClusterHealth {
    const health = judgeHealth(this.kept());
    if (
      this.isFirstSyncOver &&
      !this.stopping.signal.aborted &&
      !isDeepStrictEqual(health, this.health)
    ) {
      this.log(health);
      this.health = health;
      this.healthAsOf = new Date().toISOString();
      this.changed();
    }
    return health;
  }

  /** Each change once, and not each try. */
  private log(health: ClusterHealth) {
    const { logger, cluster } = this.options;
    if (health.state === this.health?.state) {
      return;
    }
    const said = `Cluster ${cluster.name} is ${health.state}`;
    if (health.state === 'live') {
      logger.info(said);
    } else {
      logger.warn(`${said}: ${health.because}`);
    }
  }

  private look(): ClusterView {
    if (this.view?.of !== this.version) {
      const omissions = [...this.leftOut(), ...this.store.omissions];
      const { cluster } = this.store;
      cluster.notEvaluated = omissions.map(({ sentence }) => sentence);
      this.view = { of: this.version, view: { cluster, omissions } };
    }
    return this.view.view;
  }

  /** Whole kinds, or those of whole namespaces. */
  private leftOut(): Omission[] {
    return [...missingKinds(this.kept()), ...this.reflectors.omissions];
  }

  private changed() {
    this.version = this.options.nextVersion();
    this.liveAsOf = undefined;
    this.options.onChange();
  }
}
