import {
  managedByLabel,
  managedByValue,
} from 'backstage-plugin-network-policy-common';
import { ClusterWriter } from '../clusters/ClusterWriter';
import { ClusterAnswer, describeFailure } from '../clusters/clusterFailure';
import { kubernetesObjectSchema } from '../clusters/kubernetesObject';
import { resources } from '../clusters/resources';
import { probeJobName, probeRunLabel } from '../targets/probeLabels';

/**
 * Removes the Jobs of a run: those that carry our labels and the name that our prober gives, each by its uid. A
 * namespace where that fails does not keep those of the others.
 *
 * @returns one sentence for each failure
 */
export async function sweepJobs(
  writer: ClusterWriter,
  run: { cluster: string; runId: string; namespaces: readonly string[] },
  signal?: AbortSignal,
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
      labelSelector: `${managedByLabel}=${managedByValue},${probeRunLabel}=${run.runId}`,
      signal,
    });
    check(`list jobs in namespace ${namespace}`, jobs);
    for (const raw of jobs.ok ? jobs.value : []) {
      const { name, uid } = kubernetesObjectSchema.parse(raw).metadata;
      if (name !== probeJobName(run.runId)) {
        continue;
      }
      if (uid === undefined) {
        failures.push(
          `Job ${namespace}/${name} stays: cluster ${run.cluster} gave no uid for it, so a deletion could hit another one`,
        );
      } else {
        check(
          `delete Job ${namespace}/${name}`,
          await writer.delete(
            resources.jobs,
            { namespace, name },
            { uid, signal },
          ),
        );
      }
    }
  }
  return failures;
}
