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
import { resources } from '../clusters/resources';
import { Settings } from '../config/readSettings';
import { buildProbeJob } from './probeJob';
import { probeRunLabel } from '../targets/probeLabels';
import { isControlledByJob } from './isControlledByJob';
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

/** The Job of one probe, as the cluster created it. */
interface CreatedJob {
  namespace: string;
  name: string;
  uid: string;
}

/**
 * Connects from a short Job in the source namespace, and removes it as soon as it was read. Only a pod that the created
 * Job controls is believed: labels can be copied by anybody who may create pods there.
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
    const { cluster, sourceNamespace: namespace, runId } = request;
    const writer = requireWriter(await clusters.getEvaluable(cluster));
    const manifest = buildProbeJob(request, settings);
    const { name } = manifest.metadata;
    const created = await writer.create(resources.jobs, manifest, { signal });
    const uid = created.ok ? created.value.metadata.uid : undefined;
    if (uid !== undefined) {
      try {
        const job = { namespace, name, uid };
        return await this.waitFor(writer, request, job, signal);
      } finally {
        await writer.delete(resources.jobs, { namespace, name }, { uid });
      }
    }
    if (!created.ok && created.failure.kind === 'already-exists') {
      return notRun(
        `Namespace ${namespace} has a Job ${name} already, which this run did not create; its outcome does not count`,
      ).result;
    }
    // The answer to the creation may be lost although the Job was created.
    await sweepJobs(writer, { cluster, runId, namespaces: [namespace] });
    return notRun(
      created.ok
        ? `Cluster ${cluster} created Job ${namespace}/${name} without a uid, so that its pod cannot be recognised`
        : describeFailure(
            cluster,
            `create jobs in namespace ${namespace}`,
            created.failure,
          ),
    ).result;
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
    job: CreatedJob,
    signal: AbortSignal,
  ): Promise<ProbeResult> {
    const { deadlineSeconds } = this.options.settings;
    const deadline = performance.now() + deadlineSeconds * 1000;
    let hint: string | undefined;
    do {
      try {
        await sleep(POLL_INTERVAL_MS, undefined, { signal });
      } catch {
        return notRun('The probe was stopped before it ended').result;
      }
      const progress = await look(writer, request, job, signal);
      if (progress.done) {
        return progress.result;
      }
      hint = progress.hint ?? hint;
    } while (performance.now() < deadline);
    return notRun(
      `The probe did not end within ${deadlineSeconds} s${
        hint ? `: ${hint}` : ''
      }`,
    ).result;
  }
}

/** Reads the outcome from the Job's pod. While there is no pod, the Job's events may say why. */
async function look(
  writer: ClusterWriter,
  { cluster, runId }: ProbeRequest,
  { namespace, name, uid }: CreatedJob,
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
  const own = pods.value.filter(pod => isControlledByJob(pod, uid));
  if (own.length > 1) {
    return notRun(
      `Job ${namespace}/${name} creates one pod, but ${own.length} pods name it as their owner. One of them is forged, so neither outcome counts`,
    );
  }
  if (own.length === 1) {
    return readProbePod(own[0]);
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
