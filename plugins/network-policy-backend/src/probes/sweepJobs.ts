import { ClusterWriter } from '../clusters/ClusterWriter';
import { ClusterAnswer, describeFailure } from '../clusters/clusterFailure';
import { kubernetesObjectSchema } from '../clusters/kubernetesObject';
import { resources } from '../clusters/resources';
import { probeRunLabel } from '../targets/probeLabels';

/**
 * Removes the Jobs of a run. A namespace where that fails does not keep those of the others.
 *
 * @returns one sentence for each failure
 */
export async function sweepJobs(
  writer: ClusterWriter,
  run: { cluster: string; runId: string; namespaces: readonly string[] },
  signal: AbortSignal,
): Promise<string[]> {
  const failures = new Array<string>();
  const check = (action: string, answer: ClusterAnswer<unknown>) => {
    if (!answer.ok && answer.failure.kind !== 'not-found') {
      failures.push(describeFailure(run.cluster, action, answer.failure));
    }
  };
  for (const namespace of run.namespaces) {
    const jobs = await writer.list(resources.jobs, {
      namespace,
      labelSelector: `${probeRunLabel}=${run.runId}`,
      signal,
    });
    check(`list jobs in namespace ${namespace}`, jobs);
    for (const raw of jobs.ok ? jobs.value : []) {
      const { name } = kubernetesObjectSchema.parse(raw).metadata;
      check(
        `delete Job ${namespace}/${name}`,
        await writer.delete(resources.jobs, { namespace, name }, { signal }),
      );
    }
  }
  return failures;
}
