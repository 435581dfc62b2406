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

/**
 * One result out of the two steps. The Service's step decides, as that is how people connect; the pod's step confirms
 * it, or tells a fault of the Service or of DNS from a block.
 */
export function combineSteps({
  service,
  pod,
}: {
  service?: Step;
  pod?: Step;
}): ProbeResult {
  const decisive = service ?? pod;
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

function contrast(service: Step, pod: Step): string | undefined {
  if (service.outcome === pod.outcome || service.outcome === 'connected') {
    return undefined;
  }
  if (service.outcome === 'timed-out' && pod.outcome === 'connected') {
    return 'the Service address did not answer although a pod behind it did';
  }
  return `the pod address itself: ${describeOutcome(pod.outcome)}`;
}
