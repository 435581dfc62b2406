import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster } from '../__testUtils__/fixtures';
import { base, draft, startExposures } from '../__testUtils__/startExposures';
import { startPlugin } from '../__testUtils__/startPlugin';

describe('what else may be out of order', () => {
  it('says that there is no kubernetes plugin', async () => {
    const { server } = await startPlugin({});

    const { status, body } = await request(server).get(`${base}/web/reach`);

    expect(status).toBe(502);
    expect(body.error.message).toMatch(
      /^The kubernetes plugin did not list its clusters: .*404.*\. Is it installed\?$/,
    );
  });

  it('touches no cluster while the catalog does not answer', async () => {
    const { server, cluster, getEntityByRef, auditEvents, apply } =
      await startExposures();
    getEntityByRef.mockRejectedValue(new Error('the catalog is down'));

    const read = await request(server).get(`${base}/web/reach`);
    const written = await apply();

    expect(read.status).toBeGreaterThanOrEqual(500);
    expect(written.status).toBeGreaterThanOrEqual(500);
    expect(cluster.requests).toEqual([]);
    expect(auditEvents[0].outcome).toMatchObject({ succeeded: false });
  });

  it('gives up on a cluster that does not answer a write', async () => {
    const kubernetes = new FakeKubernetes();
    const cluster = fillCluster(kubernetes.add('north'));
    const { server } = await startPlugin({
      kubernetes,
      config: { cluster: { timeoutMs: 500 } },
    });
    cluster.fault = ({ method }) => (method === 'POST' ? 'hang' : undefined);

    const { status, body } = await request(server)
      .put(`${base}/web/exposures`)
      .send(draft());

    expect(status).toBe(502);
    expect(body.error.message).toBe(
      'Cluster north did not answer when asked to apply NetworkPolicy default/web-allow-all-namespaces: no answer within 0.5 s',
    );
  });
});
