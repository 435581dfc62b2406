import { closed, evaluated, namespaceRow } from '../../__testUtils__/fixtures';
import { usualSources } from './ProbeDialog';

describe('usualSources', () => {
  it('is the own namespace and another where people work', () => {
    expect(usualSources(evaluated().namespaces)).toEqual([
      'default',
      'payments',
    ]);
  });

  it('takes an empty namespace rather than a system one', () => {
    const empty = namespaceRow('secondary', {
      pods: { allowed: 0, total: 0 },
    });
    expect(
      usualSources([
        namespaceRow('default'),
        namespaceRow('kube-system'),
        empty,
      ]),
    ).toEqual(['default', 'secondary']);
  });

  it('is the own namespace where there is no other', () => {
    expect(usualSources(closed().namespaces.slice(0, 1))).toEqual(['default']);
  });
});
