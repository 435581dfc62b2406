import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { describeOnDatabases } from '../../__testUtils__/onDatabases';
import { attempt, putRun, storeOf } from '../../__testUtils__/storedRuns';
import { forgetGone } from '../forgetGone';
import { RunRow } from './rows';

const { signal } = new AbortController();

const idsOf = async (client: Knex) =>
  (await client('probe_runs').select('id').orderBy('id')).map(({ id }) => id);

const refOf = (name: string) => `component:default/${name}`;

const setUp = async (client: Knex) => {
  const entities = new Set(['web', 'database'].map(refOf));
  const clusters = ['north', 'south'];
  const asked = new Array<number>();
  const put = (id: string, name: string, cluster = 'north') =>
    putRun(client, id, [attempt('a')], {
      entity_ref: refOf(name),
      cluster,
    });
  const forget = () =>
    forgetGone(
      {
        store: storeOf(client),
        catalog: {
          getEntitiesByRefs: async ({ entityRefs }) => {
            asked.push(entityRefs.length);
            return {
              items: entityRefs.map(ref =>
                entities.has(ref)
                  ? { apiVersion: '', kind: '', metadata: { name: ref } }
                  : undefined,
              ),
            };
          },
        },
        clusters: {
          list: async () =>
            clusters.map(name => ({
              name,
              title: name,
              evaluable: false,
              reason: '',
            })),
        },
        auth: mockServices.auth(),
        logger: mockServices.logger.mock(),
      },
      signal,
    );
  const aDayLater = async () => {
    for (const column of ['entity_gone_since', 'cluster_gone_since'] as const) {
      await client<RunRow>('probe_runs')
        .whereNotNull(column)
        .update({ [column]: '2026-01-01T00:00:00.000Z' });
    }
  };
  return { entities, clusters, asked, put, forget, aDayLater };
};

describeOnDatabases('runs of what is gone', ({ open }) => {
  it('are deleted when it has been gone for a day', async () => {
    const client = await open();
    const { put, forget, aDayLater } = await setUp(client);
    await put('a-there', 'web');
    await put('b-no-entity', 'gone');
    await put('c-no-cluster', 'database', 'gone');

    await forget();
    expect(await idsOf(client)).toHaveLength(3);
    await aDayLater();
    await forget();

    expect(await idsOf(client)).toEqual(['a-there']);
    expect(await client('probe_attempts').select('run_id')).toHaveLength(1);
  });

  it('stay when it is there again', async () => {
    const client = await open();
    const { entities, clusters, put, forget, aDayLater } = await setUp(client);
    await put('a', 'late');
    await put('b', 'web', 'late');
    await forget();
    await aDayLater();

    entities.add(refOf('late'));
    clusters.push('late');
    await forget();

    expect(await idsOf(client)).toEqual(['a', 'b']);
  });

  it('stay when there is no answer, or no cluster at all', async () => {
    const client = await open();
    const { clusters, put, forget, aDayLater } = await setUp(client);
    await put('a', 'web', 'gone');
    await forget();
    await aDayLater();
    const failing = async () => {
      throw new Error('down');
    };
    const store = storeOf(client);
    const deleteGone = jest.spyOn(store, 'deleteGone');
    const sources = {
      store,
      catalog: { getEntitiesByRefs: failing },
      clusters: { list: failing },
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
    };

    await expect(forgetGone(sources, signal)).rejects.toThrow('down');
    expect(deleteGone).not.toHaveBeenCalled();
    clusters.length = 0;
    await client<RunRow>('probe_runs').update({ cluster_gone_since: null });
    await forget();
    await aDayLater();
    await forget();
    expect(await idsOf(client)).toEqual(['a']);
  });

  it('are looked for a bounded number of entities at a time', async () => {
    const client = await open();
    const { asked, forget } = await setUp(client);
    await client.transaction(async transaction => {
      for (let index = 0; index < 450; index++) {
        await putRun(transaction, `run-${index}`, [attempt('a')], {
          entity_ref: refOf(`service-${String(index).padStart(3, '0')}`),
        });
      }
    });

    await forget();

    expect(asked).toEqual([200, 200, 50]);
  });
});
