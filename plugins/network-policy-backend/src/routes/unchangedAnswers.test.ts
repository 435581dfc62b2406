import { Entity } from '@backstage/catalog-model';
import { ReachTarget } from 'backstage-plugin-network-policy-common';
import request from 'supertest';
import { eventually } from '../__testUtils__/eventually';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { entities, fillCluster } from '../__testUtils__/fixtures';
import { startPlugin } from '../__testUtils__/startPlugin';

const base = '/api/network-policy';
const reach = (name: string) =>
  `${base}/entities/component/default/${name}/reach`;

const passes = (milliseconds: number) =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

const elsewhere: Entity = {
  ...entities.web,
  metadata: {
    ...entities.web.metadata,
    name: 'elsewhere',
    annotations: {
      ...entities.web.metadata.annotations,
      'backstage.io/kubernetes-cluster': 'elsewhere',
    },
  },
};

/** A good cluster, one that is dead, one that refuses and one that is not to be read; and an entity of an unknown one. */
async function setUp() {
  const kubernetes = new FakeKubernetes();
  const north = fillCluster(kubernetes.add('north'));
  kubernetes.add('dead', { down: true });
  kubernetes.add('personal', { authProvider: 'google' });
  fillCluster(kubernetes.add('refusing')).fault = ({ plural }) =>
    plural === 'pods'
      ? { code: 403, reason: 'Forbidden', message: 'no' }
      : undefined;
  const { server } = await startPlugin({
    kubernetes,
    visible: [entities.web, elsewhere],
  });
  /** How an answer ends that is asked for again, after the good cluster has said that nothing changed. */
  const again = async (path: string) => {
    const { headers } = await request(server).get(path);
    await passes(10);
    north.watches.bookmark(north.version);
    await passes(50);
    const answer = request(server).get(path);
    return (await answer.set('If-None-Match', headers.etag)).status;
  };
  return { server, again };
}

describe('while nothing changes, it is not sent again to who has it', () => {
  it.each([
    ['reach', reach('web')],
    ['reach in a cluster that nobody knows', reach('elsewhere')],
    ['rows', `${reach('web')}/north/default/namespaces`],
    ['clusters', `${base}/fleet/clusters`],
    ['exposures', `${base}/fleet/exposures`],
  ])('%s', async (_, path) => {
    const { again } = await setUp();

    await eventually(async () => expect(await again(path)).toBe(304));
  });

  it('with clusters in every state', async () => {
    const { server } = await setUp();

    const { body } = await request(server).get(reach('web'));
    const unknown = await request(server).get(reach('elsewhere'));

    const states = body.targets.map(({ state }: ReachTarget) => state);
    expect(states.sort()).toEqual([
      'evaluated',
      'forbidden',
      'not-evaluable',
      'unreachable',
    ]);
    expect(unknown.body.targets).toMatchObject([{ state: 'not-evaluable' }]);
  });
});
