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
  ['denied', 'refused', 'none', 'open-though-denied'],
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

it('says why nothing is known', () => {
  expect(judged('denied', 'timed-out', 'none').reason).toContain(
    'No control was possible',
  );
  expect(judged('denied', 'timed-out', 'failed').reason).toContain(
    'failed too',
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
