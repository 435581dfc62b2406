import { Agreement, Outcome } from '../schema/openapi';

/**
 * What a probe's outcome says about the verdict it was to check.
 *
 * @public
 */
export interface ProbeJudgement {
  agreement: Agreement;
  /** One sentence, where the agreement does not speak for itself. */
  reason?: string;
}

/**
 * What is known when a probe is judged. The control is another connection of the same run to the same target: one that
 * stood shows that the target answers, and when even one that the policies allow fails, silence proves nothing.
 *
 * @public
 */
export interface ProbeEvidence {
  expected: 'allowed' | 'denied' | 'undecided';
  outcome: Outcome;
  control: 'connected' | 'failed' | 'none';
  /**
   * What each address said, where it is known. Policies decide about the pod's; that of a Service refuses by itself
   * while no pod behind it is ready.
   */
  steps?: { service?: Outcome; pod?: Outcome };
}

function judgeSilence(
  expected: 'allowed' | 'denied',
  control: ProbeEvidence['control'],
): ProbeJudgement {
  if (control === 'none') {
    return {
      agreement: 'unknown',
      reason:
        'No control was possible in this run, so the target may simply be down.',
    };
  }
  if (control === 'failed') {
    return {
      agreement: 'unknown',
      reason:
        'The control, which should connect, did not either, so the target may simply be down.',
    };
  }
  return expected === 'denied'
    ? { agreement: 'agrees' }
    : {
        agreement: 'blocked-though-allowed',
        reason:
          'Nothing came back, although the policies of both sides allow the connection and a control connected.',
      };
}

// Some network plugins reject what a policy denies instead of dropping it, which looks like a port without a listener.
function judgeRefusal({
  expected,
  control,
  steps = {},
}: ProbeEvidence): ProbeJudgement {
  if (expected === 'allowed' && steps.pod === 'connected') {
    return {
      agreement: 'agrees',
      reason:
        'A pod answered at its own address, so no policy stands in the way; the Service refused.',
    };
  }
  if (control === 'connected') {
    return expected === 'denied'
      ? {
          agreement: 'agrees',
          reason:
            'It was rejected on the way: a control connected to the same port, so something listens there.',
        }
      : {
          agreement: 'blocked-though-allowed',
          reason:
            'It was rejected on the way, although the policies of both sides allow the connection and a control connected to the same port.',
        };
  }
  if (expected === 'denied') {
    return {
      agreement: 'unknown',
      reason:
        'Nothing listens on the port, the Service has no ready pod, or a policy rejects: without a control that connected they look alike.',
    };
  }
  const onlyService = steps.service === 'refused' && steps.pod !== 'refused';
  return onlyService
    ? {
        agreement: 'unknown',
        reason:
          'Only the Service refused, which it does by itself while no pod behind it is ready.',
      }
    : {
        agreement: 'agrees',
        reason: 'The packet arrived; nothing listens on the port.',
      };
}

/**
 * Compares a probe's outcome with the verdict.
 *
 * @public
 */
export function judgeProbe(evidence: ProbeEvidence): ProbeJudgement {
  const { expected, outcome, control, steps } = evidence;
  if (expected === 'denied' && outcome === 'connected') {
    return {
      agreement: 'open-though-denied',
      reason: 'It connected although the policies deny it.',
    };
  }
  if (expected === 'denied' && steps?.pod === 'connected') {
    return {
      agreement: 'open-though-denied',
      reason:
        'A pod answered at its own address although the policies deny it.',
    };
  }
  if (outcome === 'not-run') {
    return { agreement: 'unknown', reason: 'The probe did not run.' };
  }
  if (outcome === 'name-not-resolved') {
    return {
      agreement: 'unknown',
      reason:
        'The name of the Service did not resolve (DNS), so no connection was tried.',
    };
  }
  if (expected === 'undecided') {
    return {
      agreement: 'unknown',
      reason: 'The policies do not decide whether this connection is allowed.',
    };
  }
  if (outcome === 'timed-out' || outcome === 'unreachable') {
    return judgeSilence(expected, control);
  }
  return outcome === 'refused'
    ? judgeRefusal(evidence)
    : { agreement: 'agrees' };
}

const words: Record<Outcome, string> = {
  connected: 'connected',
  refused: 'refused',
  'timed-out': 'timed out',
  unreachable: 'unreachable',
  'name-not-resolved': 'name not resolved',
  'not-run': 'did not run',
};

/**
 * An outcome in short words, as the card and the task page show it.
 *
 * @public
 */
export function describeOutcome(outcome: Outcome): string {
  return words[outcome];
}
