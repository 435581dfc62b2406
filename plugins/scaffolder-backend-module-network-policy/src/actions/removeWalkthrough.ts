import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { InitiatorApi } from '../client/initiatorApi';
import { objectName, walkthroughReport } from '../report/walkthroughReport';
import { examples } from './removeWalkthrough.examples';
import { waitUntil } from './waitUntil';
import { walkthroughCluster } from './walkthroughCluster';

/** Times in ms. The wait is for everything to be gone: a namespace takes its time. */
export interface RemoveTiming {
  pollMs: number;
  maxWaitMs: number;
}

/** Removes what the walkthrough made, and waits until it is gone. Leaves other objects unchanged and names them. */
export function createRemoveWalkthroughAction(
  api: InitiatorApi,
  { pollMs, maxWaitMs }: RemoveTiming = {
    pollMs: 1_000,
    maxWaitMs: 120_000,
  },
) {
  return createTemplateAction({
    id: 'network-policy:remove-walkthrough',
    description: 'Removes what the walkthrough made, and nothing else',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z =>
          z
            .string()
            .optional()
            .describe('Name of the cluster; may be left out when there is one'),
      },
      output: {
        report: z => z.string().describe('What was removed, as Markdown'),
      },
    },
    async handler(ctx) {
      const cluster = await walkthroughCluster(api, ctx, ctx.input.cluster);
      if (ctx.isDryRun) {
        ctx.logger.info(`Would remove the walkthrough from ${cluster}`);
        return;
      }
      await api.call(ctx, (client, options) =>
        client.removeWalkthrough(cluster, options),
      );
      const left = await waitUntil(
        () =>
          api.call(ctx, (client, options) =>
            client.getWalkthrough(cluster, options),
          ),
        ({ objects }) =>
          objects.every(
            ({ state }) => state === 'absent' || state === 'foreign',
          ),
        {
          everyMs: pollMs,
          maxWaitMs,
          signal: ctx.signal,
          what: 'The walkthrough’s objects were not removed',
        },
      );
      left.objects
        .filter(({ state }) => state === 'foreign')
        .forEach(object =>
          ctx.logger.warn(
            `${objectName(object)} is not the walkthrough’s; it was left alone`,
          ),
        );
      left.objects.forEach(object =>
        ctx.logger.info(`${objectName(object)}: ${object.state}`),
      );
      ctx.output('report', walkthroughReport(left));
    },
  });
}
