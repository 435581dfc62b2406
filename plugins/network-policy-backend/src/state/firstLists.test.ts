import { startStates } from '../__testUtils__/startStates';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster } from '../__testUtils__/fixtures';
import { AnswerBody } from '../clusters/AnswerBody';

afterEach(() => jest.restoreAllMocks());

/** Counts the pages of lists that are being read at a time. Other answers are read as text at once. */
function countPages() {
  const { next, text } = AnswerBody.prototype;
  const others = new WeakSet<AnswerBody>();
  const reading = new Set<AnswerBody>();
  const counted = { most: 0, pages: 0 };
  jest
    .spyOn(AnswerBody.prototype, 'text')
    .mockImplementation(function readText(this: AnswerBody) {
      others.add(this);
      return text.call(this);
    });
  jest
    .spyOn(AnswerBody.prototype, 'next')
    .mockImplementation(async function readNext(this: AnswerBody) {
      if (!others.has(this) && !reading.has(this)) {
        reading.add(this);
        counted.pages += 1;
        counted.most = Math.max(counted.most, reading.size);
      }
      const chunk = await next.call(this);
      if (!chunk.ok || !chunk.value) {
        reading.delete(this);
      }
      return chunk;
    });
  return counted;
}

const names = Array.from({ length: 24 }, (_, index) => `cluster-${index}`);

describe('the first lists of many clusters', () => {
  it('share one limit on the pages that are read at a time', async () => {
    const kubernetes = new FakeKubernetes();
    names.forEach(name => fillCluster(kubernetes.add(name)));
    const { clusters, states } = await startStates({
      kubernetes,
      timeoutMs: 20_000,
    });
    const evaluable = await Promise.all(
      names.map(name => clusters.getEvaluable(name)),
    );
    const counted = countPages();

    const readings = await Promise.all(
      evaluable.map(cluster => states.read(cluster)),
    );

    expect(new Set(readings.map(({ state }) => state))).toEqual(
      new Set(['read']),
    );
    expect(counted.pages).toBeGreaterThanOrEqual(6 * names.length);
    expect(counted.most).toBeGreaterThan(1);
    expect(counted.most).toBeLessThanOrEqual(8);
  }, 60_000);

  it('do not wait for clusters that do not answer', async () => {
    const kubernetes = new FakeKubernetes();
    names.forEach(name => {
      kubernetes.add(name).fault = () => 'hang';
    });
    const { clusters, states, read } = await startStates({
      kubernetes,
      timeoutMs: 20_000,
    });
    for (const name of names) {
      void states.read(await clusters.getEvaluable(name));
    }

    await expect(read('north')).resolves.toMatchObject({ state: 'read' });
  }, 15_000);
});
