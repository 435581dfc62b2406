import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { pod } from '../__testUtils__/fixtures';
import { startPlugin } from '../__testUtils__/startPlugin';
import { probeLabels } from '../targets/probeLabels';

const path = '/api/network-policy/clusters/north/walkthrough';

const setUp = async () => {
  const kubernetes = new FakeKubernetes();
  const cluster = kubernetes.add('north');
  const { server } = await startPlugin({ kubernetes });
  await request(server).put(path).send({ isolate: false });
  return { cluster, remove: () => request(server).delete(path) };
};

describe('the namespace that the walkthrough made', () => {
  it('stays while others use it, and so does all the rest', async () => {
    const { cluster, remove } = await setUp();
    cluster.put('pods', pod('theirs', 'secondary', { app: 'shop' }));

    const { status, body } = await remove();

    expect(status).toBe(409);
    expect(body.error.message).toBe(
      "Nothing was removed. Pod secondary/theirs is not the walkthrough's and would go with its namespace. Remove it first",
    );
    expect(cluster.writes.filter(({ method }) => method === 'DELETE')).toEqual(
      [],
    );
  });

  it('goes with the probes that are left in it', async () => {
    const { cluster, remove } = await setUp();
    const labels = probeLabels('1');
    cluster.put('pods', pod('network-policy-probe-1-x7k', 'secondary', labels));

    expect((await remove()).status).toBe(200);
    expect(cluster.find('namespaces', 'secondary')).toBeUndefined();
  });

  it('stays when it cannot be seen who uses it', async () => {
    const { cluster, remove } = await setUp();
    cluster.fault = ({ plural, name }) =>
      plural === 'pods' && !name
        ? { code: 403, reason: 'Forbidden', message: 'no pods for you' }
        : undefined;

    expect((await remove()).status).toBe(409);
    expect(cluster.find('namespaces', 'secondary')).toBeDefined();
  });
});
