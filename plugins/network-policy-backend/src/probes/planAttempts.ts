import {
  ClusterSnapshot,
  ProbeAttempt,
} from 'backstage-plugin-network-policy-common';
import { ProbeTarget } from 'backstage-plugin-network-policy-node';
import { WorkloadTarget } from '../reach/evaluateWorkload';
import { expectationFrom } from './expectation';
import { probeLabels } from './probeLabels';

/**
 * The attempts of a run: those that were asked for, and a control that should connect. Without one a timeout could
 * mean that the target is down.
 */
export function planAttempts(options: {
  snapshot: ClusterSnapshot;
  target: WorkloadTarget;
  probeTarget: ProbeTarget;
  from: readonly string[];
  runId: string;
  timeoutMs: number;
}): ProbeAttempt[] {
  const { snapshot, target, probeTarget, runId, timeoutMs } = options;
  const expectedFrom = (namespace: string) =>
    expectationFrom(
      snapshot,
      { namespace, labels: probeLabels(runId) },
      { pods: target.pods, port: probeTarget },
    );
  const attempt = (
    namespace: string,
    purpose: ProbeAttempt['purpose'],
  ): ProbeAttempt => ({
    namespace,
    purpose,
    state: 'waiting',
    expected: expectedFrom(namespace),
    timeoutMs,
  });

  const requested = [...new Set(options.from)];
  const control = [
    target.namespace,
    ...snapshot.namespaces.map(({ name }) => name),
  ].find(namespace => expectedFrom(namespace) === 'allowed');
  return [
    ...requested.map(namespace => attempt(namespace, 'requested')),
    ...(control !== undefined && !requested.includes(control)
      ? [attempt(control, 'control')]
      : []),
  ];
}
