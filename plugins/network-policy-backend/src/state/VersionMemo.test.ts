import { VersionMemo } from './VersionMemo';

describe('VersionMemo', () => {
  it('works something out once for each version', () => {
    const memo = new VersionMemo<{ made: string }>(10);
    const make = jest.fn((outdated?: { made: string }) => ({
      made: `after ${outdated?.made ?? 'nothing'}`,
    }));

    const first = memo.of('north', 1, make);
    expect(memo.of('north', 1, make)).toBe(first);
    expect(memo.of('north', 2, make).made).toBe('after after nothing');
    expect(memo.of('south', 2, make).made).toBe('after nothing');
    expect(make).toHaveBeenCalledTimes(3);
    expect(memo.get('north', 1)).toBeUndefined();
    expect(memo.latest('north')?.made).toBe('after after nothing');
  });

  it('keeps what there is room for, what was asked for lately first', () => {
    const memo = new VersionMemo<number[]>(10, numbers => numbers.length);
    memo.set('a', 1, [1, 2, 3, 4]);
    memo.set('b', 1, [1, 2, 3, 4]);
    memo.get('a', 1);
    memo.set('c', 1, [1, 2, 3, 4]);

    expect(memo.get('a', 1)).toBeDefined();
    expect(memo.get('b', 1)).toBeUndefined();
    memo.set('huge', 1, new Array(11).fill(0));
    expect(memo.get('huge', 1)).toBeUndefined();
    expect(memo.get('a', 1)).toBeDefined();
  });

  it('forgets what is gone', () => {
    const memo = new VersionMemo<object>(10);
    memo.set('north', 1, {});
    memo.set('south', 1, {});
    memo.keepOnly(new Set(['south']));

    expect(memo.get('north', 1)).toBeUndefined();
    expect(memo.get('south', 1)).toBeDefined();
  });
});
