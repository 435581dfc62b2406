import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Settings } from '../config/readSettings';
import { endAbandonedRuns } from './database/abandonedRuns';
import { deleteOldRuns } from './database/oldRuns';
import { ProbeService } from './ProbeService';

/**
 * What has to be done about probe runs that nobody asked for: ending those whose replica is gone, and deleting old ones.
 * The scheduler lets one replica at a time do it.
 */
export class ProbeUpkeep {
  constructor(
    private readonly options: {
      database: Knex;
      scheduler: SchedulerService;
      probes: ProbeService;
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
  }

  private async endAbandoned(): Promise<void> {
    const { database, probes } = this.options;
    probes.clearUp(await endAbandonedRuns(database));
  }

  private async deleteOld(signal: AbortSignal): Promise<void> {
    const { database, settings, logger } = this.options;
    const { retentionDays } = settings;
    const deleted = await deleteOldRuns(database, retentionDays, signal);
    if (deleted > 0) {
      logger.info(
        `${deleted} probe runs older than ${retentionDays} days were deleted`,
      );
    }
  }
}
