import type { PodGroup } from 'backstage-plugin-network-policy-common';
import { namespaceRow } from '../../__testUtils__/fixtures';
import { englishWords } from '../../__testUtils__/words';
import { describeVerdict } from './verdicts';

const t = englishWords();

const some = (
  groups: PodGroup[],
  pods = {
    allowed: groups.filter(({ allowed }) => allowed).length,
    total: groups.length,
  },
) => describeVerdict(t, namespaceRow('batch', { reach: 'some', pods, groups }));

const group = (labels: Record<string, string>, allowed: boolean): PodGroup => ({
  labels,
  allowed,
  pods: 1,
});

describe('describeVerdict', () => {
  it('names pods by the labels that tell them apart', () => {
    expect(
      some([
        group({ team: 'a', role: 'client' }, true),
        group({ team: 'a', role: 'worker' }, false),
      ]),
    ).toBe(
      '1 of 2 pods can connect: those with role=client, not those with role=worker',
    );
  });

  it('leaves labels whole where one kind of pods would be left without any', () => {
    expect(
      some([
        group({ app: 'shop', role: 'client' }, true),
        group({ app: 'shop' }, false),
      ]),
    ).toBe(
      '1 of 2 pods can connect: those with app=shop,role=client, not those with app=shop',
    );
    expect(some([group({ app: 'shop' }, true), group({}, false)])).toMatch(
      /not those with no labels$/,
    );
  });

  it('counts what is too much to name', () => {
    const workers = ['a', 'b', 'c', 'd', 'e'].map(name =>
      group({ app: name }, false),
    );

    expect(some([group({ app: 'client' }, true), ...workers])).toMatch(
      /not those with app=a or app=b or app=c or 2 other kinds of labels$/,
    );
  });

  it('does not count pods that can all connect, only not to every pod of the service', () => {
    expect(some([group({ app: 'shop' }, true)], { allowed: 1, total: 1 })).toBe(
      'can connect to some pods of the service, not to all',
    );
  });

  it('only counts where nobody says which', () => {
    expect(some([], { allowed: 2, total: 3 })).toBe('2 of 3 pods can connect');
  });
});
