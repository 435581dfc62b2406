import {
  Prober,
  ProbeRequest,
  ProbeResult,
} from 'backstage-plugin-network-policy-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ClusterDirectory } from '../clusters/ClusterDirectory';
import { ClusterWriter, requireWriter } from '../clusters/ClusterWriter';
import { ClusterError, describeFailure } from '../clusters/clusterFailure';
import { ObjectLocation, resources } from '../clusters/resources';
import { Settings } from '../config/readSettings';
import { buildProbeJob } from './probeJob';
import { probeRunLabel } from '../targets/probeLabels';
import { notRun, ProbeProgress, readProbePod } from './readProbePod';
import { sweepJobs } from './sweepJobs';

const POLL_INTERVAL_MS = 500;

const eventSchema = z.looseObject({
  type: z.string().default(''),
  reason: z.string().default(''),
  message: z.string().default(''),
});

/** A namespace that was created a moment ago gets its service account a moment later; the Job tries again. */
const PASSING_CAUSE = /serviceaccount "?[^"\s]+"? not found/;

/**
 * Connects from a short Job in the source namespace, and removes it as soon as it was read.
 */
export class JobProber implements Prober {
  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      settings: Settings['probes'];
    },
  ) {}

  /** {@inheritDoc backstage-plugin-network-policy-node#Prober.probe} */
  async probe(
    request: ProbeRequest,
    { signal }: { signal: AbortSignal },
  ): Promise<ProbeResult> {
    const { clusters, settings } = this.options;
    const { cluster: name, sourceNamespace: namespace } = request;
    const writer = requireWriter(await clusters.getEvaluable(name));
    const manifest = buildProbeJob(request, settings);
    const job = { namespace, name: manifest.metadata.name };
    try {
      const created = await writer.create(resources.jobs, manifest, { signal });
      if (!created.ok) {
        const action = `create jobs in namespace ${namespace}`;
        return notRun(describeFailure(name, action, created.failure)).result;
      }
      return await this.waitFor(writer, request, job, signal);
    } finally {
      // Also when the answer to the creation was lost: the Job may be there all the same.
      await writer.delete(resources.jobs, job);
    }
  }

  /** {@inheritDoc backstage-plugin-network-policy-node#Prober.sweep} */
  async sweep(
    run: { cluster: string; runId: string; namespaces: readonly string[] },
    { signal }: { signal: AbortSignal },
  ): Promise<void> {
    const writer = requireWriter(
      await this.options.clusters.getEvaluable(run.cluster),
    );
    const failures = await sweepJobs(writer, run, signal);
    if (failures.length > 0) {
      throw new ClusterError(failures.join('; '));
    }
  }

  private async waitFor(
    writer: ClusterWriter,
    request: ProbeRequest,
    job: ObjectLocation,
    signal: AbortSignal,
  ): Promise<ProbeResult> {
    const { deadlineSeconds } = this.options.settings;
    const deadline = Date.now() + deadlineSeconds * 1000;
    let hint: string | undefined;
    do {
      try {
        await sleep(POLL_INTERVAL_MS, undefined, { signal });
      } catch {
        return notRun('The portal is stopping').result;
      }
      const progress = await look(writer, request, job, signal);
      if (progress.done) {
        return progress.result;
      }
      hint = progress.hint ?? hint;
    } while (Date.now() < deadline);
    return notRun(
      `The probe did not end within ${deadlineSeconds} s${
        hint ? `: ${hint}` : ''
      }`,
    ).result;
  }
}

/** The Job's pod tells the outcome; where there is none yet, the Job's events may tell why. */
async function look(
  writer: ClusterWriter,
  { cluster, runId }: ProbeRequest,
  { namespace, name }: ObjectLocation,
  signal: AbortSignal,
): Promise<ProbeProgress> {
  const pods = await writer.list(resources.pods, {
    namespace,
    labelSelector: `${probeRunLabel}=${runId}`,
    signal,
  });
  if (!pods.ok) {
    return {
      done: false,
      hint: describeFailure(cluster, 'list pods', pods.failure),
    };
  }
  if (pods.value.length > 0) {
    return readProbePod(pods.value[0]);
  }
  const events = await writer.list(resources.events, {
    namespace,
    fieldSelector: `involvedObject.kind=Job,involvedObject.name=${name}`,
    signal,
  });
  const failure = (events.ok ? events.value : [])
    .map(raw => eventSchema.safeParse(raw).data)
    .find(event => event?.type === 'Warning');
  if (!failure) {
    return { done: false, hint: 'no pod was created for it yet' };
  }
  const { message } = failure;
  return PASSING_CAUSE.test(message)
    ? { done: false, hint: message }
    : notRun(message);
}
