import request from 'supertest';
import { base, draft, startExposures } from '../__testUtils__/startExposures';
import { startPlugin } from '../__testUtils__/startPlugin';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';

const reachOf = async (server: Parameters<typeof request>[0]) =>
  (await request(server).get(`${base}/web/reach`)).body.targets[0];

describe('what the portal wrote itself', () => {
  it('is shown at once, though the cluster has not told of it', async () => {
    const { server, cluster, apply, revoke } = await startExposures();
    expect(await reachOf(server)).toMatchObject({ headline: 'closed' });
    cluster.watches.isMute = true;

    await apply();
    expect(await reachOf(server)).toMatchObject({ headline: 'open-to-all' });

    await revoke();
    expect(await reachOf(server)).toMatchObject({ headline: 'closed' });
  });

  it('is not shown when it was only tried', async () => {
    const { server, apply, revoke } = await startExposures();
    await reachOf(server);

    await request(server)
      .put(`${base}/web/exposures?dryRun=true`)
      .send(draft())
      .expect(200);
    expect(await reachOf(server)).toMatchObject({ headline: 'closed' });
    await apply();
    await revoke({ dryRun: true });

    expect(await reachOf(server)).toMatchObject({ headline: 'open-to-all' });
  });

  it('is shown at once when it is the walkthrough', async () => {
    const kubernetes = new FakeKubernetes();
    const cluster = kubernetes.add('north');
    cluster.put('namespaces', { metadata: { name: 'default' } });
    const { server } = await startPlugin({ kubernetes });
    const walkthrough = '/api/network-policy/clusters/north/walkthrough';
    expect(await reachOf(server)).toMatchObject({ state: 'no-pods' });
    cluster.watches.isMute = true;

    await request(server).put(walkthrough).send({ isolate: true });
    expect(await reachOf(server)).toMatchObject({
      state: 'evaluated',
      headline: 'closed',
    });

    await request(server).delete(walkthrough);
    expect(await reachOf(server)).toMatchObject({ state: 'no-pods' });
  });
});
