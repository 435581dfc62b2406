import { Backoff } from './Backoff';

const { signal } = new AbortController();

describe('Backoff', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const start = () => {
    const backoff = new Backoff({ random: () => 1, firstRetryMs: 100 }, 1_000);
    const went = new Array<string>();
    const fail = (name: string) => {
      backoff.turn(signal).then(() => went.push(name));
    };
    return { backoff, went, fail };
  };

  it('lets one of many go at a time, later and later', async () => {
    const { went, fail } = start();
    ['a', 'b', 'c'].forEach(fail);

    await jest.advanceTimersByTimeAsync(100);
    expect(went).toEqual(['a']);
    fail('a');
    await jest.advanceTimersByTimeAsync(199);
    expect(went).toEqual(['a']);
    await jest.advanceTimersByTimeAsync(1);
    expect(went).toEqual(['a', 'b']);
    fail('b');
    await jest.advanceTimersByTimeAsync(400 + 800 + 1_000);
    expect(went).toEqual(['a', 'b', 'c', 'a', 'b']);
  });

  it('lets all go when one has succeeded, and begins anew', async () => {
    const { backoff, went, fail } = start();
    ['a', 'b', 'c'].forEach(fail);
    await jest.advanceTimersByTimeAsync(100);

    backoff.succeeded();
    await jest.advanceTimersByTimeAsync(0);
    expect(went).toEqual(['a', 'b', 'c']);

    fail('a');
    await jest.advanceTimersByTimeAsync(100);
    expect(went).toHaveLength(4);
  });

  it('lets go who is not wanted any more', async () => {
    const backoff = new Backoff({ random: () => 1, firstRetryMs: 100 }, 1_000);
    const stopping = new AbortController();
    const turn = backoff.turn(stopping.signal);

    stopping.abort();

    await expect(turn).resolves.toBeUndefined();
    await expect(backoff.turn(stopping.signal)).resolves.toBeUndefined();
  });
});
