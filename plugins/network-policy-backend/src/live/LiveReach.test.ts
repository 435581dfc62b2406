import { mockServices } from '@backstage/backend-test-utils';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../__testUtils__/eventually';
import { waitFor } from '../__testUtils__/startProbes';
import { LoadedEntity } from '../targets/LoadedEntity';
import { LiveReach } from './LiveReach';

const dana = 'user:default/dana';
const piet = 'user:default/piet';

const entity = (name: string, cluster?: string): LoadedEntity => ({
  entityRef: `component:default/${name}`,
  owners: [],
  workload: () => ({
    entityRef: `component:default/${name}`,
    selector: { matchLabels: { app: name }, matchExpressions: [] },
    cluster,
  }),
});

const web = entity('web');

const started = new Array<LiveReach>();
afterEach(() => started.splice(0).forEach(live => live.stop()));

const setUp = () => {
  const published = new Array<unknown>();
  const asked = new Array<string>();
  const state = { message: 'down', failing: false, waitMs: 0, evaluated: 1 };
  const live = new LiveReach({
    logger: mockServices.logger.mock(),
    reach: {
      getReach: async ({ entityRef }) => {
        asked.push(entityRef);
        const { failing, message, waitMs, evaluated } = state;
        await sleep(waitMs);
        if (failing) {
          throw new Error('the catalog is away');
        }
        return {
          entityRef,
          total: 1,
          evaluated,
          targets: [
            {
              state: 'unreachable',
              cluster: { name: 'north', title: 'North' },
              asOf: new Date(Date.now() + asked.length).toISOString(),
              message,
            },
          ],
        };
      },
    },
    signals: { publish: async signal => void published.push(signal) },
  });
  started.push(live);
  const looks = (count: number) =>
    waitFor(async () => (asked.length >= count ? true : undefined));
  return { live, published, asked, state, looks };
};

describe('LiveReach', () => {
  it('tells everybody who looks when the answer has changed', async () => {
    const { live, published, state, looks } = setUp();
    live.watch(web, dana);
    live.watch(web, piet);
    await looks(1);

    state.message = 'away';
    live.clusterChanged('north');

    await waitFor(async () => published[0]);
    expect(published).toEqual([
      {
        recipients: { type: 'user', entityRef: [dana, piet] },
        channel: 'network-policy:reach',
        message: { entityRef: 'component:default/web' },
      },
    ]);
  });

  it('tells those who look when more of the targets are counted', async () => {
    const { live, published, state, looks } = setUp();
    live.watch(web, dana);
    await looks(1);

    state.evaluated = 2;
    live.entityChanged(web.entityRef);

    await waitFor(async () => published[0]);
    expect(published).toHaveLength(1);
  });

  it('sends no signal while the answer is the same but for its time', async () => {
    const { live, published, looks } = setUp();
    live.watch(web, dana);
    await looks(1);

    live.clusterChanged('north');
    await looks(2);
    live.entityChanged(web.entityRef);
    await looks(3);

    expect(published).toEqual([]);
  });

  it('does not look at what nobody watches, or what is in another cluster', async () => {
    const { live, asked, looks } = setUp();
    live.watch(entity('southern', 'south'), dana);
    live.watch({ ...entity('website'), workload: () => undefined }, dana);
    await looks(2);

    live.clusterChanged('north');
    live.entityChanged('component:default/other');
    await sleep(50);

    expect(asked).toHaveLength(2);
  });

  it('looks once however much happens meanwhile', async () => {
    const { live, asked, looks } = setUp();
    live.watch(web, dana);
    await looks(1);

    for (let change = 0; change < 100; change++) {
      live.clusterChanged('north');
    }
    await looks(2);
    await sleep(50);

    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it('does not rest for long from a look that has waited for a cluster', async () => {
    const { live, published, state, looks } = setUp();
    state.waitMs = 700;
    live.watch(web, dana);
    await looks(1);
    state.waitMs = 0;
    await sleep(700);
    state.message = 'up';
    live.clusterChanged('north');

    await eventually(() => expect(published).toHaveLength(1));
  });

  it('goes on after a look that failed', async () => {
    const { live, published, state, looks } = setUp();
    live.watch(web, dana);
    await looks(1);
    state.failing = true;
    live.clusterChanged('north');
    await looks(2);
    await sleep(20);

    state.failing = false;
    state.message = 'away';
    live.clusterChanged('north');

    expect(await waitFor(async () => published[0])).toMatchObject({
      message: { entityRef: 'component:default/web' },
    });
  });
});
