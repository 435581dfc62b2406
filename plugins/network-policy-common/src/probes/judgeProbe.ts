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
 * What is known when a probe is judged. The control is a connection of the same run that the policies allow: when it
 * fails too, silence proves nothing.
 *
 * @public
 */
export interface ProbeEvidence {
  expected: 'allowed' | 'denied' | 'undecided';
  outcome: Outcome;
  control: 'connected' | 'failed' | 'none';
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
        'The control, which should connect, failed too, so the target may simply be down.',
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

/**
 * Compares a probe's outcome with the verdict.
 *
 * @public
 */
export function judgeProbe({
  expected,
  outcome,
  control,
}: ProbeEvidence): ProbeJudgement {
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
  if (outcome === 'refused') {
    return expected === 'allowed'
      ? {
          agreement: 'agrees',
          reason: 'The packet arrived; nothing listens on the port.',
        }
      : {
          agreement: 'open-though-denied',
          reason:
            'The packet arrived although the policies deny it; only nothing listens on the port.',
        };
  }
  return expected === 'allowed'
    ? { agreement: 'agrees' }
    : {
        agreement: 'open-though-denied',
        reason: 'It connected although the policies deny it.',
      };
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
