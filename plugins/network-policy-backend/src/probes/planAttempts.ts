import { ProbeAttempt } from 'backstage-plugin-network-policy-common';
import { ClusterView } from '../state/clusterView';
import { Destination } from '../targets/chooseTarget';
import { Expectations } from '../targets/expectation';

/**
 * The attempts of a run: those that were asked for, and a control that should connect. Without one a timeout could
 * mean that the target is down.
 */
export function planAttempts(options: {
  view: ClusterView;
  /** Where the control may start, first choice first. */
  controls: readonly string[];
  destinations: readonly Destination[];
  from: readonly string[];
  runId: string;
  timeoutMs: number;
}): ProbeAttempt[] {
  const { view, destinations, runId, timeoutMs } = options;
  const expectations = new Expectations(view, destinations);
  const attempt = (
    namespace: string,
    purpose: ProbeAttempt['purpose'],
  ): ProbeAttempt => ({
    namespace,
    purpose,
    state: 'waiting',
    expected: expectations.from({ namespace, runId }),
    timeoutMs,
  });

  const requested = [...new Set(options.from)];
  const control = expectations.findControl(options.controls, runId);
  return [
    ...requested.map(namespace => attempt(namespace, 'requested')),
    ...(control !== undefined && !requested.includes(control)
      ? [attempt(control, 'control')]
      : []),
  ];
}
