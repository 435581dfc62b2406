import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ClusterDirectory } from '../clusters/ClusterDirectory';
import { Settings } from '../config/readSettings';
import { forgetGone } from './forgetGone';
import { ProbeRunStore } from './ProbeRunStore';
import { ProbeService } from './ProbeService';

/**
 * What has to be done about probe runs that nobody asked for: ending those whose replica is gone, and deleting those
 * that are old, or whose entity or cluster is gone. The scheduler lets one replica at a time do it.
 */
export class ProbeUpkeep {
  constructor(
    private readonly options: {
      store: ProbeRunStore;
      scheduler: SchedulerService;
      probes: ProbeService;
      catalog: CatalogService;
      clusters: ClusterDirectory;
      auth: AuthService;
      settings: Settings['probes'];
      logger: LoggerService;
    },
  ) {}

  /**
   * Ends what is there to end now, and has the rest done from now on.
   */
  async start(): Promise<void> {
    const { scheduler, settings } = this.options;
    const { leaseSeconds } = settings;
    await this.endAbandoned();
    await scheduler.scheduleTask({
      id: 'end-abandoned-probe-runs',
      scope: 'global',
      frequency: { seconds: leaseSeconds / 2 },
      // As short as the scheduler's own rhythm: nobody else takes over before it when the replica dies at it.
      timeout: { seconds: 10 },
      fn: () => this.endAbandoned(),
    });
    await scheduler.scheduleTask({
      id: 'delete-old-probe-runs',
      scope: 'global',
      frequency: { hours: 1 },
      timeout: { minutes: 10 },
      fn: signal => this.deleteOld(signal),
    });
    await scheduler.scheduleTask({
      id: 'forget-probe-runs-of-what-is-gone',
      scope: 'global',
      frequency: { hours: 6 },
      // The catalog and the kubernetes plugin start at the same time as this one.
      initialDelay: { minutes: 10 },
      timeout: { minutes: 10 },
      fn: signal => forgetGone(this.options, signal),
    });
  }

  private async endAbandoned(): Promise<void> {
    const { store, probes } = this.options;
    probes.clearUp(await store.endAbandoned());
  }

  private async deleteOld(signal: AbortSignal): Promise<void> {
    const { store, settings, logger } = this.options;
    const { retentionDays } = settings;
    const deleted = await store.deleteOld(retentionDays, signal);
    if (deleted > 0) {
      logger.info(
        `${deleted} probe runs older than ${retentionDays} days were deleted`,
      );
    }
  }
}
