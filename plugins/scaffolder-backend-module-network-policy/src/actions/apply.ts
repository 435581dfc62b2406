import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { InitiatorApi } from '../client/initiatorApi';
import { kubectlReport } from '../report/kubectl';
import { examples } from './apply.examples';
import { entityRefInput, exposureInput, readExposure } from './exposureInput';

const sentences = {
  created: 'created',
  updated: 'changed',
  unchanged: 'found as it should be; nothing was written',
} as const;

/**
 * Applies the policy of a draft to its cluster, as the person who started the task. Doing it twice does it once: the
 * backend leaves a policy alone that is already as the draft wants it.
 */
export function createApplyAction(api: InitiatorApi) {
  return createTemplateAction({
    id: 'network-policy:apply',
    description:
      'Applies the NetworkPolicy that opens a shared service by server-side apply; refuses what somebody else manages',
    examples,
    supportsDryRun: true,
    schema: {
      input: { entityRef: entityRefInput, exposure: exposureInput },
      output: {
        result: z => z.enum(['created', 'updated', 'unchanged']),
        cluster: z => z.string(),
        namespace: z => z.string(),
        policy: z => z.string(),
        report: z =>
          z.string().describe('What was done and how to undo it, as Markdown'),
      },
    },
    async handler(ctx) {
      const exposure = readExposure(ctx.input.exposure);
      const dryRun = ctx.isDryRun ?? false;
      const applied = await api.call(ctx, (client, options) =>
        client.applyExposure(ctx.input.entityRef, exposure, {
          ...options,
          dryRun,
        }),
      );
      const { namespace, name } = applied.policy;
      const sentence = `NetworkPolicy ${namespace}/${name} on ${
        applied.cluster
      } was ${sentences[applied.result]}${dryRun ? ' (dry run)' : ''}.`;
      ctx.logger.info(sentence);

      ctx.output('result', applied.result);
      ctx.output('cluster', applied.cluster);
      ctx.output('namespace', namespace);
      ctx.output('policy', name);
      ctx.output(
        'report',
        `${sentence}\n\n${kubectlReport({
          cluster: applied.cluster,
          namespace,
          policy: name,
        })}`,
      );
    },
  });
}
