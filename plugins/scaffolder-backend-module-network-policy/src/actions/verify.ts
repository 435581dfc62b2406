import { ResponseError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ProbeRun } from 'backstage-plugin-network-policy-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { InitiatorApi } from '../client/initiatorApi';
import { attemptSentence, probeReport } from '../report/probeReport';
import { entityRefInput } from './exposureInput';
import { defaultSourceNamespaces } from './sourceNamespaces';
import { examples } from './verify.examples';
import { waitUntil } from './waitUntil';

/** How patient the action is; times in ms. Tests are in more of a hurry than clusters. */
export interface VerifyPatience {
  pollMs: number;
  /** A run is over in seconds; one that is not over by then was lost with its portal. */
  runTimeoutMs: number;
  /** Network plugins may take seconds to enforce a change: a disagreement is probed again before it is believed. */
  settleMs: number;
  rounds: number;
}

const patience: VerifyPatience = {
  pollMs: 1_000,
  runTimeoutMs: 180_000,
  settleMs: 5_000,
  rounds: 3,
};

/** Connects to the service from other namespaces, as the person who started the task, and shows what happened. */
export function createVerifyAction(
  api: InitiatorApi,
  { pollMs, runTimeoutMs, settleMs, rounds }: VerifyPatience = patience,
) {
  return createTemplateAction({
    id: 'network-policy:verify',
    description:
      'Makes real connections to the service from other namespaces and compares them with what the policies say',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: entityRefInput,
        cluster: z => z.string().describe('Name of the cluster'),
        namespace: z => z.string().describe('Namespace of the service'),
        from: z =>
          z
            .array(z.string())
            .optional()
            .describe(
              'Namespaces to connect from; default: the service’s own and one other',
            ),
      },
      output: {
        agrees: z =>
          z.boolean().describe('Whether no outcome contradicts the policies'),
        runId: z => z.string(),
        report: z => z.string().describe('The outcomes as a Markdown table'),
      },
    },
    async handler(ctx) {
      const { entityRef, cluster, namespace } = ctx.input;
      const from = ctx.input.from?.length
        ? ctx.input.from
        : await api.call(ctx, (client, options) =>
            defaultSourceNamespaces(
              client,
              { entityRef, cluster, namespace },
              options,
            ),
          );
      if (ctx.isDryRun) {
        ctx.logger.info(`Would connect from ${from.join(', ')} (dry run)`);
        return;
      }

      let run: ProbeRun | undefined;
      for (let round = 1; round <= rounds; round++) {
        // A task that is recovered after a restart goes on with the run that it had started.
        const runId = await ctx.checkpoint({
          key: `network-policy.probe-run.${round}`,
          fn: async () => {
            const started = await waitUntil(
              () =>
                startUnlessBusy(() =>
                  api.call(ctx, (client, options) =>
                    client.startProbeRun(
                      entityRef,
                      { cluster, namespace, from },
                      options,
                    ),
                  ),
                ),
              answer => answer !== undefined,
              {
                everyMs: pollMs,
                timeoutMs: runTimeoutMs,
                signal: ctx.signal,
                what: 'Connections that somebody else makes to the service were to be over',
              },
            );
            return started.id;
          },
        });
        run = await waitUntil(
          () =>
            api.call(ctx, (client, options) =>
              client.getProbeRun(entityRef, runId, options),
            ),
          ({ state }) => state !== 'running',
          {
            everyMs: pollMs,
            timeoutMs: runTimeoutMs,
            signal: ctx.signal,
            what: 'The connections were to be over',
          },
        );
        run.attempts.forEach(attempt =>
          ctx.logger.info(attemptSentence(attempt)),
        );
        if (run.state === 'finished' && agrees(run)) {
          break;
        }
        if (round < rounds) {
          ctx.logger.info('That is not as it should be: connecting once more');
          await sleep(settleMs, undefined, { signal: ctx.signal });
        }
      }
      if (!run) {
        throw new Error('No connection was made: no round was allowed');
      }

      ctx.output('agrees', agrees(run));
      ctx.output('runId', run.id);
      ctx.output('report', probeReport(run));
      if (run.state === 'interrupted') {
        throw new Error(
          'The connections were interrupted; start the task anew',
        );
      }
      if (!agrees(run)) {
        throw new Error(
          `The cluster does not do what its policies say. ${run.attempts
            .map(attemptSentence)
            .join('. ')}`,
        );
      }
    },
  });
}

/** Somebody else may have the service probed at this moment; undefined then. */
async function startUnlessBusy(
  start: () => Promise<ProbeRun>,
): Promise<ProbeRun | undefined> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof ResponseError && error.statusCode === 409) {
      return undefined;
    }
    throw error;
  }
}

function agrees(run: ProbeRun): boolean {
  return !run.attempts.some(
    ({ agreement }) =>
      agreement === 'blocked-though-allowed' ||
      agreement === 'open-though-denied',
  );
}
