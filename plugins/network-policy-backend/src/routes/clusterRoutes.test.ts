import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { startPlugin } from '../__testUtils__/startPlugin';

describe('GET clusters', () => {
  it('lists them, with the reason where one cannot be read in the background', async () => {
    const kubernetes = new FakeKubernetes();
    kubernetes.add('north');
    kubernetes.add('south', { authProvider: 'google' });
    const { server } = await startPlugin({ kubernetes });

    const { body } = await request(server).get('/api/network-policy/clusters');

    expect(body).toEqual([
      {
        name: 'north',
        title: 'Cluster north',
        evaluable: true,
        readOnly: false,
      },
      {
        name: 'south',
        title: 'Cluster south',
        evaluable: false,
        message: expect.stringContaining('google'),
        readOnly: true,
        readOnlyBecause: expect.stringContaining('google'),
      },
    ]);
  });

  it('is for services, too', async () => {
    const { server } = await startPlugin({ kubernetes: new FakeKubernetes() });
    const { status } = await request(server)
      .get('/api/network-policy/clusters')
      .set('Authorization', mockCredentials.service.header());
    expect(status).toBe(200);
  });
});
