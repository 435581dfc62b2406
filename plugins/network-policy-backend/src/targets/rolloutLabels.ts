import { Labels } from 'backstage-plugin-network-policy-common';

/** Labels that Kubernetes itself gives the pods of one rollout or of one run of a Job, or even every pod its own. */
const ROLLOUT_LABELS: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'pod-template-generation',
  'controller-revision-hash',
  'apps.kubernetes.io/pod-index',
  'statefulset.kubernetes.io/pod-name',
  'job-name',
  'controller-uid',
  'batch.kubernetes.io/job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
]);

/**
 * The labels that somebody gave to pods of a kind, and that will stay when these pods are replaced.
 */
export function withoutRolloutLabels(labels: Labels): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter(([key]) => !ROLLOUT_LABELS.has(key)),
  );
}
