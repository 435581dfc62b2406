import type { ClusterHealth } from 'backstage-plugin-network-policy-common';
import { minutesAgo } from '../../__testUtils__/fixtures';
import { englishWords } from '../../__testUtils__/words';
import { describeFreshness } from './freshness';

const t = englishWords();

const fresh = (health: ClusterHealth, lastAnswer?: Date) =>
  describeFreshness(t, { asOf: minutesAgo(5), health }, new Date(), lastAnswer);

describe('describeFreshness', () => {
  it.each<[string, ClusterHealth]>([
    ['live', { state: 'live' }],
    ['read again every minute', { state: 'polling', everySeconds: 60 }],
    ['read again every 10 minutes', { state: 'polling', everySeconds: 600 }],
    ['read again every 90 seconds', { state: 'polling', everySeconds: 90 }],
    ['read 5 minutes ago', { state: 'polling' }],
  ])('is "%s"', (words, health) => {
    expect(fresh(health)).toBe(words);
  });

  it('leaves what is stale to a sentence of its own', () => {
    expect(fresh({ state: 'stale' })).toBeUndefined();
    expect(fresh({ state: 'unreachable' })).toBeUndefined();
  });

  it('calls nothing live that the portal could not be asked about', () => {
    expect(fresh({ state: 'live' }, new Date(minutesAgo(2)))).toBe(
      'read 2 minutes ago',
    );
    expect(
      fresh({ state: 'polling', everySeconds: 60 }, new Date(minutesAgo(2))),
    ).toBe('read 5 minutes ago');
  });
});
