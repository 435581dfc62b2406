import {
  Labels,
  managedByLabel,
  managedByValue,
} from 'backstage-plugin-network-policy-common';

/**
 * The label by which everything of a probe run is found again.
 */
export const probeRunLabel = 'network-policy.backstage.io/probe-run';

/**
 * Labels of a probe's Job and pod. They are only our own, so that no Service sends traffic to the pod and the verdict
 * for it is that of a pod without a role.
 */
export function probeLabels(runId: string): Labels {
  return { [managedByLabel]: managedByValue, [probeRunLabel]: runId };
}

/**
 * Name of a run's Jobs, one in each namespace.
 */
export function probeJobName(runId: string): string {
  return `network-policy-probe-${runId}`;
}

/**
 * The labels that the pod has in the end: ours and those that the Job controller adds, which policies about Jobs ask
 * for. The uid of the Job is not known before there is one; no policy can know it either.
 */
export function probePodLabels(runId: string): Labels {
  const name = probeJobName(runId);
  return {
    ...probeLabels(runId),
    'batch.kubernetes.io/job-name': name,
    'job-name': name,
    'batch.kubernetes.io/controller-uid': runId,
    'controller-uid': runId,
  };
}
