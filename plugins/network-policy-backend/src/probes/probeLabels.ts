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
