import { Outcome } from 'backstage-plugin-network-policy-common';
import { combineSteps } from './combineSteps';

describe('combineSteps', () => {
  it.each<[Outcome, Outcome, Outcome, string | undefined]>([
    ['connected', 'timed-out', 'connected', undefined],
    ['timed-out', 'timed-out', 'timed-out', undefined],
    [
      'timed-out',
      'connected',
      'timed-out',
      'the Service address did not answer although a pod behind it did',
    ],
    [
      'refused',
      'timed-out',
      'timed-out',
      'the Service address refused, as it does while no pod behind it is ready',
    ],
    [
      'refused',
      'unreachable',
      'unreachable',
      'the Service address refused, as it does while no pod behind it is ready',
    ],
    ['refused', 'connected', 'refused', 'the pod address itself: connected'],
    ['refused', 'refused', 'refused', undefined],
  ])('Service %s and pod %s: %s', (service, pod, outcome, detail) => {
    expect(
      combineSteps({ service: { outcome: service }, pod: { outcome: pod } }),
    ).toEqual({ outcome, steps: { service, pod }, ...(detail && { detail }) });
  });

  it('takes what there is', () => {
    expect(combineSteps({ service: { outcome: 'refused' } })).toEqual({
      outcome: 'refused',
      steps: { service: 'refused' },
    });
    expect(combineSteps({})).toMatchObject({ outcome: 'not-run' });
  });
});
