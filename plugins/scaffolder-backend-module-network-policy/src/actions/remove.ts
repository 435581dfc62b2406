import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { RevokeRequest } from 'backstage-plugin-network-policy-common';
import { InitiatorApi } from '../client/initiatorApi';
import { entityRefInput } from './exposureInput';
import { examples } from './remove.examples';

/**
 * Removes a policy that the portal made for the entity, as the person who started the task. It looks first, and then
 * removes the policy in the version that it saw.
 */
export function createRemoveAction(api: InitiatorApi) {
  return createTemplateAction({
    id: 'network-policy:remove',
    description:
      'Removes a NetworkPolicy that this portal made for the component. Leaves a policy unchanged that another tool manages, or that changes meanwhile.',
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
        result: z =>
          z
            .enum(['removed', 'absent'])
            .describe(
              'absent: there is no policy of that name that was made for the component',
            ),
        inForce: z =>
          z
            .string()
            .describe('One sentence: what is in force now, for later steps'),
        report: z => z.string().describe('What was done, as Markdown'),
      },
    },
    async handler(ctx) {
      const { entityRef, cluster, namespace, policy } = ctx.input;
      const revoke = (more: Pick<RevokeRequest, 'seen' | 'dryRun'>) =>
        api.call(ctx, (client, options) =>
          client.revokeExposure(
            entityRef,
            { cluster, namespace, policy, ...more },
            options,
          ),
        );
      const what = `NetworkPolicy ${namespace}/${policy}`;
      const say = (result: 'removed' | 'absent', sentence: string) => {
        ctx.logger.info(sentence);
        ctx.output('result', result);
        ctx.output('inForce', sentence);
        ctx.output('report', sentence);
      };

      // A recovered task remembers that it has seen the policy, so it does not report that there was none.
      const seen = await ctx.checkpoint({
        key: 'network-policy.seen',
        fn: async () => {
          const { result, version } = await revoke({ dryRun: true });
          if (result === 'removed' && !version) {
            throw new Error(
              `${what} was left unchanged: the backend does not say its version. Upgrade backstage-plugin-network-policy-backend.`,
            );
          }
          return version
            ? { uid: version.uid, resourceVersion: version.resourceVersion }
            : null;
        },
      });
      if (!seen) {
        say(
          'absent',
          `There is no ${what} on cluster ${cluster} that was made for ${entityRef}; nothing was removed.`,
        );
        return;
      }
      if (ctx.isDryRun) {
        say(
          'removed',
          `${what} would be removed from cluster ${cluster} (dry run).`,
        );
        return;
      }
      const { result } = await revoke({ seen });
      say(
        result,
        result === 'removed'
          ? `${what} was removed from cluster ${cluster}.`
          : `${what} is gone from cluster ${cluster}. It was still there when this task looked first.`,
      );
    },
  });
}
