import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { InitiatorApi } from '../client/initiatorApi';
import { objectName, walkthroughReport } from '../report/walkthroughReport';
import { examples } from './deployWalkthrough.examples';
import { waitUntil } from './waitUntil';
import { walkthroughCluster } from './walkthroughCluster';

/** Times in ms. The wait is for the service to be ready: an image may have to be pulled. */
export interface DeployTiming {
  pollMs: number;
  maxWaitMs: number;
}

/** Deploys the walkthrough's service `web`, waits until it is ready, and isolates it if asked. */
export function createDeployWalkthroughAction(
  api: InitiatorApi,
  { pollMs, maxWaitMs }: DeployTiming = {
    pollMs: 1_000,
    maxWaitMs: 180_000,
  },
) {
  return createTemplateAction({
    id: 'network-policy:deploy-walkthrough',
    description:
      'Deploys the example service web (nginx, port 80) into namespace default, makes namespace secondary, and awaits ready',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z =>
          z
            .string()
            .optional()
            .describe('Name of the cluster; may be left out when there is one'),
        isolate: z =>
          z
            .boolean()
            .optional()
            .describe('Whether to deny all connections to it (recipe 01)'),
      },
      output: {
        cluster: z => z.string(),
        report: z => z.string().describe('What was made, as Markdown'),
      },
    },
    async handler(ctx) {
      const dryRun = ctx.isDryRun ?? false;
      const cluster = await walkthroughCluster(api, ctx, ctx.input.cluster);
      let walkthrough = await api.call(ctx, (client, options) =>
        client.deployWalkthrough(
          cluster,
          { isolate: ctx.input.isolate ?? false, dryRun },
          options,
        ),
      );
      if (!dryRun) {
        ctx.logger.info('Waiting until web is ready');
        walkthrough = await waitUntil(
          () =>
            api.call(ctx, (client, options) =>
              client.getWalkthrough(cluster, options),
            ),
          ({ ready }) => ready,
          {
            everyMs: pollMs,
            maxWaitMs,
            signal: ctx.signal,
            what: 'Pod default/web did not become ready',
          },
        );
      }
      walkthrough.objects.forEach(object =>
        ctx.logger.info(`${objectName(object)}: ${object.state}`),
      );

      ctx.output('cluster', cluster);
      ctx.output('report', walkthroughReport(walkthrough));
    },
  });
}
