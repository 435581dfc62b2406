import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { InitiatorApi } from '../client/initiatorApi';
import { entityRefInput } from './exposureInput';
import { examples } from './remove.examples';

/** Removes a policy that the portal manages, as the person who started the task. One that is gone already is fine. */
export function createRemoveAction(api: InitiatorApi) {
  return createTemplateAction({
    id: 'network-policy:remove',
    description:
      'Removes a NetworkPolicy that this portal applied; refuses what somebody else manages',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: entityRefInput,
        cluster: z => z.string().describe('Name of the cluster'),
        namespace: z => z.string().describe('Namespace of the policy'),
        policy: z => z.string().describe('Name of the policy'),
      },
      output: {
        result: z => z.enum(['removed', 'absent']),
        report: z => z.string().describe('What was done, as Markdown'),
      },
    },
    async handler(ctx) {
      const { entityRef, cluster, namespace, policy } = ctx.input;
      const dryRun = ctx.isDryRun ?? false;
      const { result } = await api.call(ctx, (client, options) =>
        client.revokeExposure(
          entityRef,
          { cluster, namespace, policy, dryRun },
          options,
        ),
      );
      const done = result === 'removed' ? 'was removed' : 'was gone already';
      const sentence = `NetworkPolicy ${namespace}/${policy} on ${cluster} ${done}${
        dryRun ? ' (dry run)' : ''
      }.`;
      ctx.logger.info(sentence);

      ctx.output('result', result);
      ctx.output('report', sentence);
    },
  });
}
