import {
  describeOutcome,
  Outcome,
} from 'backstage-plugin-network-policy-common';
import { ProbeResult } from 'backstage-plugin-network-policy-node';

/**
 * What one step saw.
 */
export interface Step {
  outcome: Outcome;
  detail?: string;
}

const SILENT: readonly Outcome[] = ['timed-out', 'unreachable'];

/**
 * One result out of the two steps. The Service's step decides, as that is how people connect; the pod's step confirms
 * it, or tells a fault of the Service or of DNS from a block. Only a Service that refuses while its pod is silent does
 * not decide: it refuses by itself while no pod behind it is ready.
 */
export function combineSteps({
  service,
  pod,
}: {
  service?: Step;
  pod?: Step;
}): ProbeResult {
  const decisive = refusedByItself(service, pod) ? pod : service ?? pod;
  if (!decisive) {
    return { outcome: 'not-run', detail: 'The probe took no step', steps: {} };
  }
  const steps = {
    ...(service && { service: service.outcome }),
    ...(pod && { pod: pod.outcome }),
  };
  const detail = [decisive.detail, service && pod && contrast(service, pod)]
    .filter(Boolean)
    .join('; ');
  return { outcome: decisive.outcome, steps, ...(detail && { detail }) };
}

function refusedByItself(service?: Step, pod?: Step): boolean {
  return (
    service?.outcome === 'refused' &&
    pod !== undefined &&
    SILENT.includes(pod.outcome)
  );
}

function contrast(service: Step, pod: Step): string | undefined {
  if (service.outcome === pod.outcome || service.outcome === 'connected') {
    return undefined;
  }
  if (refusedByItself(service, pod)) {
    return 'the Service address refused, as it does while no pod behind it is ready';
  }
  if (service.outcome === 'timed-out' && pod.outcome === 'connected') {
    return 'the Service address did not answer although a pod behind it did';
  }
  return `the pod address itself: ${describeOutcome(pod.outcome)}`;
}
