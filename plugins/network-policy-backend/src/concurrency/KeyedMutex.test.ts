import { KeyedMutex } from './KeyedMutex';

const tick = () => new Promise(resolve => setTimeout(resolve, 5));

describe('KeyedMutex', () => {
  it('runs the tasks of a key one after the other, also after a failure', async () => {
    const mutex = new KeyedMutex();
    const seen = new Array<string>();
    const task =
      (name: string, fails = false) =>
      async () => {
        seen.push(`${name} begins`);
        await tick();
        seen.push(`${name} ends`);
        if (fails) {
          throw new Error(name);
        }
        return name;
      };

    const first = mutex.run('key', task('first', true));
    const second = mutex.run('key', task('second'));

    await expect(first).rejects.toThrow('first');
    await expect(second).resolves.toBe('second');
    expect(seen).toEqual([
      'first begins',
      'first ends',
      'second begins',
      'second ends',
    ]);
  });

  it('does not hold up other keys', async () => {
    const mutex = new KeyedMutex();
    let release = () => {};
    const held = mutex.run(
      'one',
      () =>
        new Promise<void>(resolve => {
          release = resolve;
        }),
    );

    await expect(mutex.run('other', async () => 'done')).resolves.toBe('done');
    release();
    await held;
  });
});

it('forgets a key that nobody uses, and no key that somebody waits for', async () => {
  const mutex = new KeyedMutex();
  const running = new Array<string>();
  const most = new Array<number>();
  const task = (name: string) => async () => {
    running.push(name);
    most.push(running.length);
    await tick();
    running.pop();
  };

  await Promise.all(['a', 'b', 'c'].map(name => mutex.run('key', task(name))));
  await Promise.all(['d', 'e'].map(name => mutex.run('key', task(name))));

  expect(most).toEqual([1, 1, 1, 1, 1]);
  expect(mutex).toEqual(new KeyedMutex());
});
