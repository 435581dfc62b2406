import { InputError } from '@backstage/errors';
import { eventually } from '../__testUtils__/eventually';
import { manyTargets, nth } from '../__testUtils__/manyTargets';
import { EntityTargets, TargetPage } from './EntityTargets';

const started = new Array<EntityTargets>();
afterEach(() => started.splice(0).forEach(targets => targets.stop()));

const setUp = (...options: Parameters<typeof manyTargets>) => {
  const many = manyTargets(...options);
  started.push(many.targets);
  return many;
};

const namesOf = ({ targets }: TargetPage) =>
  targets.map(target => (target.state === 'evaluated' ? target.namespace : ''));

/** A probe from the target's own namespace that connected though policies deny it. */
const disagreement = (namespace: string) => ({
  runs: [
    {
      id: 'run-1',
      entityRef: 'component:default/web',
      cluster: 'north',
      namespace,
      target: '10.0.0.79:80',
      state: 'finished' as const,
      requestedBy: 'user:default/dana',
      startedAt: '2026-11-22T10:00:00.000Z',
    },
  ],
  attempts: [
    {
      runId: 'run-1',
      target: '10.0.0.79:80',
      namespace,
      purpose: 'requested' as const,
      state: 'done' as const,
      expected: 'allowed' as const,
      outcome: 'timed-out' as const,
      agreement: 'blocked-though-allowed' as const,
      timeoutMs: 2000,
      finishedAt: '2026-11-22T10:00:02.000Z',
    },
  ],
});

describe('the targets of an entity', () => {
  it('are all in one answer where they are few', async () => {
    const { page, summarise } = setUp(20);

    const first = await page();

    expect(first).toMatchObject({ total: 20, evaluated: 20 });
    expect(first.targets).toHaveLength(20);
    expect(first.nextCursor).toBeUndefined();
    expect(summarise.mock.calls.every(([, , keep]) => keep.keepRows)).toBe(
      true,
    );
  });

  it('are in pages, each once', async () => {
    const { page } = setUp(20);
    const first = await page({ limit: 15 });
    const second = await page({ limit: 15, cursor: first.nextCursor });

    expect([...namesOf(first), ...namesOf(second)]).toEqual(
      Array.from({ length: 20 }, (_, number) => nth(number)),
    );
    expect(second.nextCursor).toBeUndefined();
  });

  it('begin in the order of their names where they are many, and are counted while somebody looks', async () => {
    const { page, counted } = setUp(120);

    const first = await page();
    expect(first.total).toBe(120);
    expect(first.targets.length).toBeGreaterThan(0);
    expect(first.targets.length).toBeLessThanOrEqual(20);
    expect(namesOf(first)).toEqual(
      first.targets.map((_, number) => nth(number)),
    );
    expect(first.evaluated).toBe(first.targets.length);

    const next = await page({ cursor: first.nextCursor });
    expect(namesOf(next)[0]).toBe(nth(first.targets.length));

    await eventually(async () => expect((await page()).evaluated).toBe(120));
    await eventually(() => expect(counted).toContain('component:default/web'));
  });

  it('show first what needs attention, once all are counted', async () => {
    const { page } = setUp(80, disagreement(nth(79)));
    const first = await page();
    await eventually(async () => expect((await page()).evaluated).toBe(80));

    expect(namesOf(await page({ limit: 2 }))).toEqual([nth(79), nth(0)]);
    // A list is read to its end in the order in which it was begun.
    const next = await page({ cursor: first.nextCursor });
    expect(namesOf(next)[0]).toBe(nth(first.targets.length));
  });

  it('stay counted when the cluster changes, and are shown as they are now', async () => {
    const { page, state, summarise } = setUp(60, disagreement(nth(59)));
    await eventually(async () => expect((await page()).evaluated).toBe(60));

    state.version = 2;
    const after = await page({ limit: 3 });

    expect(after.evaluated).toBe(60);
    expect(after.targets[0].asOf).toBe('2026-11-26T10:00:02.000Z');
    const again = summarise.mock.calls.filter(
      ([{ reading }]) => reading.version === 2,
    );
    // Of a target that was never probed nothing can change that its place depends on.
    expect(again.length).toBeLessThanOrEqual(4);
  });

  it('are counted again in the background where they were probed', async () => {
    const { page, state, summarise } = setUp(60, disagreement(nth(59)));
    const first = await page();
    await eventually(async () => expect((await page()).evaluated).toBe(60));

    state.version = 2;
    // The page of the first names does not show the target.
    await page({ limit: 1, cursor: first.nextCursor });

    await eventually(() =>
      expect(
        summarise.mock.calls.some(
          ([{ reading, namespace }, , { keepRows }]) =>
            reading.version === 2 && namespace === nth(59) && !keepRows,
        ),
      ).toBe(true),
    );
  });

  it('are not counted any further after the end', async () => {
    const { page, targets, summarise } = setUp(120);
    await page();
    targets.stop();
    await new Promise(resolve => setTimeout(resolve, 30));
    const before = summarise.mock.calls.length;
    await new Promise(resolve => setTimeout(resolve, 60));

    expect(summarise.mock.calls).toHaveLength(before);
  });

  it('refuse a cursor that is none', async () => {
    const { page } = setUp(3);
    await expect(page({ cursor: 'junk' })).rejects.toThrow(InputError);
  });

  it('log why they are not counted to the end', async () => {
    const { page, summarise, logger } = setUp(100, disagreement(nth(99)));
    await page();
    summarise.mockImplementation(() => {
      throw new Error('a bug');
    });

    await eventually(() =>
      expect(logger.warn).toHaveBeenCalledWith(
        'The targets of component:default/web could not be counted to the end',
        expect.objectContaining({ message: 'a bug' }),
      ),
    );
  });
});
