import { describeOutcome, judgeProbe, ProbeEvidence } from './judgeProbe';

const judged = (
  expected: ProbeEvidence['expected'],
  outcome: ProbeEvidence['outcome'],
  control: ProbeEvidence['control'],
) => judgeProbe({ expected, outcome, control });

it.each([
  ['allowed', 'connected', 'none', 'agrees'],
  ['denied', 'connected', 'none', 'open-though-denied'],
  ['allowed', 'refused', 'none', 'agrees'],
  ['denied', 'refused', 'none', 'unknown'],
  ['denied', 'refused', 'failed', 'unknown'],
  ['denied', 'refused', 'connected', 'agrees'],
  ['allowed', 'refused', 'connected', 'blocked-though-allowed'],
  ['denied', 'timed-out', 'connected', 'agrees'],
  ['denied', 'timed-out', 'failed', 'unknown'],
  ['denied', 'timed-out', 'none', 'unknown'],
  ['denied', 'unreachable', 'connected', 'agrees'],
  ['denied', 'unreachable', 'failed', 'unknown'],
  ['allowed', 'timed-out', 'connected', 'blocked-though-allowed'],
  ['allowed', 'timed-out', 'failed', 'unknown'],
  ['allowed', 'unreachable', 'connected', 'blocked-though-allowed'],
  ['allowed', 'name-not-resolved', 'connected', 'unknown'],
  ['denied', 'name-not-resolved', 'connected', 'unknown'],
  ['allowed', 'not-run', 'connected', 'unknown'],
  ['denied', 'not-run', 'connected', 'unknown'],
  ['undecided', 'connected', 'connected', 'unknown'],
  ['undecided', 'timed-out', 'connected', 'unknown'],
] as const)(
  '%s, %s, control %s: %s',
  (expected, outcome, control, agreement) => {
    expect(judged(expected, outcome, control).agreement).toBe(agreement);
  },
);

describe('with the steps of a probe', () => {
  it.each([
    ['timed-out', { service: 'timed-out', pod: 'connected' }],
    ['refused', { service: 'refused', pod: 'connected' }],
    ['name-not-resolved', { service: 'name-not-resolved', pod: 'connected' }],
  ] as const)(
    'sounds the alarm when a denied pod answers itself though the Service: %s',
    (outcome, steps) => {
      expect(
        judgeProbe({ expected: 'denied', outcome, control: 'none', steps }),
      ).toEqual({
        agreement: 'open-though-denied',
        reason:
          'A pod answered at its own address although the policies deny it.',
      });
    },
  );

  it.each([
    [{ service: 'refused' }, 'unknown'],
    [{ service: 'refused', pod: 'not-run' }, 'unknown'],
    [{ service: 'refused', pod: 'refused' }, 'agrees'],
    [{ pod: 'refused' }, 'agrees'],
    [{ service: 'refused', pod: 'connected' }, 'agrees'],
  ] as const)(
    'takes a refusal of the Service alone for no packet that arrived: %j',
    (steps, agreement) => {
      const judgement = judgeProbe({
        expected: 'allowed',
        outcome: 'refused',
        control: 'failed',
        steps,
      });

      expect(judgement.agreement).toBe(agreement);
    },
  );

  it('blames no policy when the pod answers and only the Service refuses', () => {
    expect(
      judgeProbe({
        expected: 'allowed',
        outcome: 'refused',
        control: 'connected',
        steps: { service: 'refused', pod: 'connected' },
      }),
    ).toEqual({
      agreement: 'agrees',
      reason:
        'A pod answered at its own address, so no policy stands in the way; the Service refused.',
    });
  });
});

it('says why nothing is known', () => {
  expect(judged('denied', 'timed-out', 'none').reason).toContain(
    'No control was possible',
  );
  expect(judged('denied', 'timed-out', 'failed').reason).toContain(
    'did not either',
  );
  expect(judged('allowed', 'name-not-resolved', 'none').reason).toContain(
    'DNS',
  );
  expect(judged('allowed', 'not-run', 'none').reason).toContain('did not run');
  expect(judged('undecided', 'connected', 'none').reason).toContain('decide');
  expect(judged('allowed', 'connected', 'none').reason).toBeUndefined();
});

it('describes outcomes in short words', () => {
  expect(describeOutcome('timed-out')).toBe('timed out');
  expect(describeOutcome('name-not-resolved')).toBe('name not resolved');
});
