import { FairQueue } from './FairQueue';

/** Tasks that a test ends one by one, in the order in which they began. */
const setUp = (concurrency: number, maxWaitMs = 60_000) => {
  const queue = new FairQueue({ concurrency, maxWaitMs });
  const begun = new Array<string>();
  const ends = new Array<() => void>();
  const add = (runId: string, namespace: string, cluster = 'north') =>
    queue.run({ cluster, namespace, runId }, () => {
      begun.push(`${runId}:${namespace}`);
      return new Promise<string>(resolve => {
        ends.push(() => resolve('value'));
      });
    });
  const endNext = async () => {
    ends.shift()?.();
    await new Promise(resolve => setImmediate(resolve));
  };
  return { queue, begun, add, endNext };
};

describe('FairQueue', () => {
  it('lets runs take turns, however many tasks one of them has', async () => {
    const { begun, add, endNext } = setUp(1);
    ['a', 'b', 'c', 'd'].forEach(namespace => add('long', namespace));
    ['x', 'y'].forEach(namespace => add('short', namespace));

    for (let count = 0; count < 6; count++) {
      await endNext();
    }

    expect(begun).toEqual([
      'long:a',
      'long:b',
      'short:x',
      'long:c',
      'short:y',
      'long:d',
    ]);
  });

  it('runs a bounded number in each cluster, and one in a namespace', async () => {
    const { begun, add, endNext } = setUp(2);
    add('one', 'a');
    add('other', 'a');
    add('other', 'b');
    add('one', 'c');
    add('one', 'a', 'south');

    expect(begun).toEqual(['one:a', 'other:b', 'one:a']);
    await endNext();
    expect(begun.slice(3)).toEqual(['other:a']);
    await endNext();
    expect(begun.slice(4)).toEqual(['one:c']);
  });

  it('drops the tasks of a run that have not begun, and no others', async () => {
    const { queue, begun, add, endNext } = setUp(1);
    const first = add('one', 'a');
    const second = add('one', 'b');
    const other = add('other', 'c');

    queue.drop('one');
    await expect(second).resolves.toEqual({ state: 'dropped' });
    await endNext();
    await endNext();

    await expect(first).resolves.toEqual({ state: 'done', value: 'value' });
    await expect(other).resolves.toEqual({ state: 'done', value: 'value' });
    expect(begun).toEqual(['one:a', 'other:c']);
  });

  it('gives up a task that waits for too long, and goes on after one that fails', async () => {
    const { queue, add, endNext } = setUp(1, 30);
    const first = add('one', 'a');
    const late = add('other', 'b');

    await expect(late).resolves.toEqual({ state: 'too-late' });
    await endNext();
    await first;
    await expect(
      queue.run({ cluster: 'north', namespace: 'a', runId: 'x' }, async () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    const next = add('one', 'a');
    await endNext();
    await expect(next).resolves.toMatchObject({ state: 'done' });
  });
});
