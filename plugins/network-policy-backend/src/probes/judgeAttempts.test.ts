import { ProbeAttempt } from 'backstage-plugin-network-policy-common';
import { judgeAttempts } from './judgeAttempts';

const attempt = (
  namespace: string,
  expected: ProbeAttempt['expected'],
  outcome?: ProbeAttempt['outcome'],
): ProbeAttempt => ({
  namespace,
  purpose: 'requested',
  state: outcome ? 'done' : 'waiting',
  expected,
  timeoutMs: 2000,
  ...(outcome && { outcome }),
});

const agreements = (...attempts: ProbeAttempt[]) =>
  judgeAttempts(attempts).map(({ agreement }) => agreement);

describe('judgeAttempts', () => {
  it('waits for the control before it believes in a block', () => {
    expect(
      agreements(
        attempt('secondary', 'denied', 'timed-out'),
        attempt('default', 'allowed'),
      ),
    ).toEqual([undefined, undefined]);
    expect(
      agreements(
        attempt('secondary', 'denied', 'timed-out'),
        attempt('default', 'allowed', 'connected'),
      ),
    ).toEqual(['agrees', 'agrees']);
  });

  it('does not believe in a block when the control fails, or when there is none', () => {
    expect(
      agreements(
        attempt('secondary', 'denied', 'timed-out'),
        attempt('default', 'allowed', 'timed-out'),
      ),
    ).toEqual(['unknown', 'unknown']);
    expect(agreements(attempt('secondary', 'denied', 'timed-out'))).toEqual([
      'unknown',
    ]);
  });

  it('sounds the alarm at once', () => {
    expect(
      agreements(
        attempt('secondary', 'denied', 'connected'),
        attempt('default', 'allowed'),
      ),
    ).toEqual(['open-though-denied', undefined]);
  });

  it('waits for the control before it judges a refusal, and looks at each step', () => {
    const refused = attempt('secondary', 'denied', 'refused');

    expect(agreements(refused, attempt('default', 'allowed'))).toEqual([
      undefined,
      undefined,
    ]);
    expect(
      agreements(refused, attempt('default', 'allowed', 'connected')),
    ).toEqual(['agrees', 'agrees']);
    expect(
      judgeAttempts(
        [refused],
        new Map([['secondary', { service: 'refused', pod: 'connected' }]]),
      )[0].agreement,
    ).toBe('open-though-denied');
  });

  it('is no control of its own', () => {
    expect(
      judgeAttempts([attempt('default', 'allowed', 'timed-out')])[0],
    ).toMatchObject({
      agreement: 'unknown',
      agreementReason: expect.stringContaining('No control'),
    });
  });
});
