import { InputError, toError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ProbeRun,
  validateDns1123Label,
} from 'backstage-plugin-network-policy-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { InitiatorApi } from '../client/initiatorApi';
import {
  headlines,
  Verification,
  verificationOf,
  verificationReport,
  verificationResults,
} from '../report/verification';
import { entityRefInput } from './exposureInput';
import { ProbeRuns, ProbeTiming } from './ProbeRuns';
import { defaultSourceNamespaces } from './sourceNamespaces';
import { examples } from './verify.examples';

/** Which results fail the task, by the values of the input `failOn`. */
const failing: Record<string, readonly Verification['result'][]> = {
  'contradicted-or-not-verified': ['contradicted', 'not-verified'],
  contradicted: ['contradicted'],
  nothing: [],
};

const CHANGED_NOTHING =
  'Connecting changed nothing: the policies that this task applied or removed stay as they are.';

/** Times in ms, and how often a bad result is probed. Tests take shorter ones than clusters need. */
export interface VerifyTiming extends ProbeTiming {
  /** Network plugins may take seconds to enforce a change: a bad result is probed again before it is believed. */
  settleMs: number;
  rounds: number;
}

const defaultTiming: VerifyTiming = {
  pollMs: 1_000,
  maxWaitMs: 180_000,
  settleMs: 5_000,
  rounds: 3,
};

/** Connects to the service from other namespaces, as the person who started the task, and judges what happened. */
export function createVerifyAction(
  api: InitiatorApi,
  { settleMs, rounds, ...timing }: VerifyTiming = defaultTiming,
) {
  return createTemplateAction({
    id: 'network-policy:verify',
    description:
      'Makes real connections to the service from other namespaces and compares them with what the policies say. Ends as verified, contradicted or not-verified, and fails the task on the last two unless failOn says otherwise.',
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
              'Namespaces to connect from; default: the service’s own, and one other where that offers itself for probes',
            ),
        failOn: z =>
          z
            .enum(['contradicted-or-not-verified', 'contradicted', 'nothing'])
            .optional()
            .describe(
              'Which results fail the task; default: contradicted-or-not-verified',
            ),
        inForce: z =>
          z
            .string()
            .optional()
            .describe(
              'One sentence that says what is in force now, as the steps before give it. The message of a failure begins with it.',
            ),
      },
      output: {
        result: z =>
          z
            .enum(verificationResults)
            .describe(
              'verified: every connection ended as the policies say. contradicted: at least one did not. not-verified: neither is known.',
            ),
        reason: z => z.string().describe('Why it is that result'),
        runId: z => z.string().describe('Id of the last probe run, if any'),
        report: z =>
          z
            .string()
            .describe('The result and a table of outcomes, as Markdown'),
      },
    },
    async handler(ctx) {
      const { entityRef, cluster, namespace, inForce, failOn } = ctx.input;
      const fatal = failing[failOn ?? 'contradicted-or-not-verified'];
      const place = { entityRef, cluster, namespace };
      const named = ctx.input.from?.length ? ctx.input.from : undefined;
      const sources = () =>
        named
          ? validSources(named)
          : ctx.checkpoint({
              key: 'network-policy.sources',
              fn: () =>
                api.call(ctx, (client, options) =>
                  defaultSourceNamespaces(client, place, options),
                ),
            });
      if (ctx.isDryRun) {
        const from = await sources();
        ctx.logger.info(`Would connect from ${from.join(', ')} (dry run)`);
        return;
      }

      const connect = async (): Promise<JudgedRun> => {
        const from = await sources();
        const runs = new ProbeRuns(
          api,
          ctx,
          {
            ...place,
            from,
            ...(!named && from.length > 1 && { otherwiseFrom: [namespace] }),
          },
          timing,
        );
        for (let round = 1; ; round++) {
          const run = await runs.make(round);
          const verification = withUntried(verificationOf(run, runs.from), {
            asked: from,
            tried: runs.from,
          });
          const { result, reason } = verification;
          const bad = result === 'contradicted' || fatal.includes(result);
          if (!bad || round === rounds || run.state === 'cancelled') {
            return { run, verification };
          }
          ctx.logger.info(`${reason} Connecting again in a few seconds.`);
          await sleep(settleMs, undefined, { signal: ctx.signal });
        }
      };
      const { run, verification } = await connect().catch(
        (error: unknown): JudgedRun => {
          ctx.signal?.throwIfAborted();
          return { verification: notVerifiedBecause(error) };
        },
      );

      const { result, reason } = verification;
      ctx.logger.info(`Result: ${result}. ${reason}`);
      ctx.output('result', result);
      ctx.output('reason', reason);
      if (run) {
        ctx.output('runId', run.id);
      }
      ctx.output('report', verificationReport(verification, run));
      if (fatal.includes(result)) {
        throw new Error(
          [inForce?.trim() || CHANGED_NOTHING, headlines[result], reason].join(
            ' ',
          ),
        );
      }
    },
  });
}

interface JudgedRun {
  verification: Verification;
  /** Absent where no connection could be made. */
  run?: ProbeRun;
}

function validSources(from: readonly string[]): string[] {
  for (const name of from) {
    const problem = validateDns1123Label(name);
    if (problem) {
      throw new InputError(
        `'${name}' in the input 'from' is not the name of a namespace: ${problem}`,
      );
    }
  }
  return [...new Set(from)];
}

/** Adds to the reason which namespaces were not tried, where some were left out. */
function withUntried(
  { result, reason }: Verification,
  { asked, tried }: { asked: readonly string[]; tried: readonly string[] },
): Verification {
  const untried = asked.filter(namespace => !tried.includes(namespace));
  return {
    result,
    reason:
      untried.length > 0
        ? `${reason} Namespace ${untried.join(
            ', ',
          )} does not offer itself for probes, so only ${tried.join(
            ', ',
          )} was tried.`
        : reason,
  };
}

/** Whatever stops the connections, the policies are not verified; what is in force has not changed by it. */
function notVerifiedBecause(thrown: unknown): Verification {
  const { message, cause } = toError(thrown);
  const because =
    cause instanceof Error ? `${message}: ${cause.message}` : message;
  return { result: 'not-verified', reason: `No result: ${because}` };
}
