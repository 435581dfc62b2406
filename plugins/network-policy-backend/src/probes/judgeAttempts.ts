import {
  judgeProbe,
  Outcome,
  ProbeAttempt,
} from 'backstage-plugin-network-policy-common';
import { ProbeResult } from 'backstage-plugin-network-policy-node';

/** Whether one of these is a block or a target that is down, only a control can tell. */
const NEEDS_CONTROL: readonly Outcome[] = [
  'timed-out',
  'unreachable',
  'refused',
];

/**
 * Judges every attempt that can be judged by now. One that waits for the run's control stays without a judgement until
 * something connected or nothing is left to wait for. `steps` holds what each address said, by source namespace.
 */
export function judgeAttempts(
  attempts: readonly ProbeAttempt[],
  steps: ReadonlyMap<string, ProbeResult['steps']> = new Map(),
): ProbeAttempt[] {
  return attempts.map(attempt => {
    const { outcome, expected } = attempt;
    if (outcome === undefined) {
      return attempt;
    }
    const control = controlFor(attempt, attempts);
    if (control === 'waiting') {
      return attempt;
    }
    const { agreement, reason } = judgeProbe({
      expected,
      outcome,
      control,
      steps: steps.get(attempt.namespace),
    });
    return {
      ...attempt,
      agreement,
      ...(reason !== undefined && { agreementReason: reason }),
    };
  });
}

function controlFor(attempt: ProbeAttempt, all: readonly ProbeAttempt[]) {
  const others = all.filter(other => other.namespace !== attempt.namespace);
  if (others.some(other => other.outcome === 'connected')) {
    return 'connected';
  }
  const needsControl =
    attempt.outcome !== undefined && NEEDS_CONTROL.includes(attempt.outcome);
  if (needsControl && others.some(other => other.state === 'waiting')) {
    return 'waiting';
  }
  return others.some(other => other.expected === 'allowed') ? 'failed' : 'none';
}
