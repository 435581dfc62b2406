import {
  coreServices,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { DefaultSchedulerService } from '@backstage/backend-defaults/scheduler';
import { tell } from './reports';

/**
 * Backstage's scheduler, which tells when a task begins and when it is done.
 */
export const tellingScheduler = createServiceFactory({
  service: coreServices.scheduler,
  deps: {
    database: coreServices.database,
    httpRouter: coreServices.httpRouter,
    logger: coreServices.logger,
    metrics: metricsServiceRef,
    pluginMetadata: coreServices.pluginMetadata,
    rootLifecycle: coreServices.rootLifecycle,
  },
  async factory(services): Promise<SchedulerService> {
    const scheduler = DefaultSchedulerService.create(services);
    const scheduleTask: SchedulerService['scheduleTask'] = task =>
      scheduler.scheduleTask({
        ...task,
        fn: async signal => {
          tell({ report: 'task-begun', task: task.id, at: Date.now() });
          await task.fn(signal);
          tell({ report: 'task-done', task: task.id, at: Date.now() });
        },
      });
    return {
      scheduleTask,
      createScheduledTaskRunner: schedule => ({
        run: task => scheduleTask({ ...task, ...schedule }),
      }),
      triggerTask: id => scheduler.triggerTask(id),
      cancelTask: id => scheduler.cancelTask(id),
      getScheduledTasks: () => scheduler.getScheduledTasks(),
    };
  },
});
