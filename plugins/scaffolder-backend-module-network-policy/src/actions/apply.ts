import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { AppliedExposure } from 'backstage-plugin-network-policy-common';
import { InitiatorApi } from '../client/initiatorApi';
import { kubectlReport } from '../report/kubectl';
import { examples } from './apply.examples';
import { entityRefInput, exposureInput, readExposure } from './exposureInput';

const sentences = {
  created: 'created',
  updated: 'changed',
  unchanged: 'already as requested; nothing was written',
} as const;

/**
 * Applies the policy of a draft to its cluster, as the person who started the task. A task that was killed after it had
 * applied finds the policy unchanged when it is recovered, so the result needs no checkpoint. A remembered result would
 * be wrong where somebody has removed the policy in between.
 */
export function createApplyAction(api: InitiatorApi) {
  return createTemplateAction({
    id: 'network-policy:apply',
    description:
      'Applies the NetworkPolicy that opens a shared service. Leaves a policy unchanged that another tool manages, or that has changed since the person saw it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: { entityRef: entityRefInput, exposure: exposureInput },
      output: {
        result: z => z.enum(['created', 'updated', 'unchanged']),
        cluster: z => z.string(),
        namespace: z => z.string(),
        policy: z => z.string(),
        inForce: z =>
          z
            .string()
            .describe('One sentence: what is in force now, for later steps'),
        manifest: z => z.string().describe('The policy as YAML'),
        manifestReport: z => z.string().describe('The manifest as Markdown'),
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
      ctx.output('manifest', applied.manifest);
      ctx.output('manifestReport', `\`\`\`yaml\n${applied.manifest}\`\`\``);
      ctx.output('inForce', inForceOf(applied));
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

function inForceOf({ policy, cluster, dryRun }: AppliedExposure): string {
  const what = `NetworkPolicy ${policy.namespace}/${policy.name}`;
  return dryRun
    ? `Nothing was written: this was a dry run of ${what} on cluster ${cluster}.`
    : `${what} is in force on cluster ${cluster}.`;
}
