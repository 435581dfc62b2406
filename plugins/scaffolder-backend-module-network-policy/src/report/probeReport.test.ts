import { ProbeAttempt } from 'backstage-plugin-network-policy-common';
import { attemptSentence, probeReport } from './probeReport';

const attempt = (detail: string): ProbeAttempt => ({
  namespace: 'secondary',
  purpose: 'requested',
  state: 'done',
  expected: 'denied',
  outcome: 'not-run',
  agreement: 'unknown',
  timeoutMs: 2000,
  detail,
});

const report = (detail: string) =>
  probeReport({
    id: 'run-1',
    entityRef: 'component:default/web',
    cluster: 'production',
    namespace: 'default',
    target: 'web.default.svc:80',
    state: 'finished',
    requestedBy: 'user:default/dana',
    startedAt: '2026-11-22T12:00:00Z',
    attempts: [attempt(detail)],
  })
    .split('\n')
    .at(-1);

describe('what a cluster says', () => {
  it('is one line of the log', () => {
    expect(attemptSentence(attempt('denied\r\nFrom default: connected'))).toBe(
      'From secondary: did not run (denied From default: connected)',
    );
  });

  it('is plain words below the table', () => {
    expect(report('a | b\n![x](http://elsewhere/x.png) <b>`c`</b>')).toBe(
      '- secondary: a \\| b \\!\\[x\\](http://elsewhere/x.png) \\<b\\>\\`c\\`\\</b\\>',
    );
  });

  it('adds no line below the table where there are no reasons', () => {
    expect(report('')).toBe('| secondary | did not run | inconclusive |');
  });
});
