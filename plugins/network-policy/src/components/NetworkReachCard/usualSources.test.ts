import { namespaceRow, payments } from '../../__testUtils__/fixtures';
import { usualSources } from './usualSources';

const own = namespaceRow('default');
const system = namespaceRow('kube-system');

describe('usualSources', () => {
  it('is the own namespace and another where people work', () => {
    expect(
      usualSources('default', [own, system, payments(), namespaceRow('shop')]),
    ).toEqual(['default', 'payments']);
  });

  it('takes an empty namespace rather than a system one', () => {
    const empty = namespaceRow('secondary', {
      pods: { allowed: 0, total: 0 },
    });
    expect(usualSources('default', [own, system, empty])).toEqual([
      'default',
      'secondary',
    ]);
  });

  it('is the own namespace where there is no other, or none is known', () => {
    expect(usualSources('default', [own])).toEqual(['default']);
    expect(usualSources('default', [])).toEqual(['default']);
  });
});
