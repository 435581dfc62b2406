import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster } from '../__testUtils__/fixtures';
import { startPlugin } from '../__testUtils__/startPlugin';

const base = '/api/network-policy';
const explanation = `${base}/entities/component/default/web/reach/north/default/namespaces/secondary`;

const setUp = async (
  options: { team?: string; denied?: readonly string[] } = {},
) => {
  const { team = 'other-team', denied } = options;
  const kubernetes = new FakeKubernetes();
  fillCluster(kubernetes.add('north'));
  return startPlugin({
    kubernetes,
    denied,
    features: [
      mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/mock',
          ownershipEntityRefs: ['user:default/mock', `group:default/${team}`],
        }),
      }).factory,
    ],
  });
};

const explained = {
  eventId: 'reach-explain',
  severityLevel: 'low',
  actor: 'user:default/mock',
  meta: {
    entity: 'component:default/web',
    cluster: 'north',
    namespace: 'default',
    source: 'secondary',
  },
  outcome: { succeeded: true },
};

describe('reads that are audited', () => {
  it('are of explanations, with policies in them, by somebody who is no owner', async () => {
    const { server, auditEvents } = await setUp();

    await request(server).get(explanation).expect(200);

    expect(auditEvents).toEqual([explained]);
  });

  it('are not of explanations that the owners read', async () => {
    const { server, auditEvents } = await setUp({ team: 'web-team' });

    await request(server).get(explanation).expect(200);

    expect(auditEvents).toEqual([]);
  });

  it('are of explanations that a service reads', async () => {
    const { server, auditEvents } = await setUp({ team: 'web-team' });

    await request(server)
      .get(explanation)
      .set('Authorization', mockCredentials.service.header())
      .expect(200);

    expect(auditEvents).toEqual([
      { ...explained, actor: 'external:test-service' },
    ]);
  });

  it('tell that nothing was read', async () => {
    const { server, auditEvents } = await setUp();

    await request(server)
      .get(explanation.replace('secondary', 'nowhere'))
      .expect(404);

    expect(auditEvents[0].outcome).toMatchObject({ succeeded: false });
  });

  it('are of exposures as CSV, and not of a page of them', async () => {
    const { server, auditEvents } = await setUp();
    const exposures = `${base}/fleet/exposures?clusters=north`;

    await request(server).get(exposures).expect(200);
    await request(server).get(exposures).set('Accept', 'text/csv').expect(200);

    expect(auditEvents).toEqual([
      {
        eventId: 'exposure-export',
        severityLevel: 'medium',
        actor: 'user:default/mock',
        meta: { query: expect.objectContaining({ clusters: ['north'] }) },
        outcome: { succeeded: true },
      },
    ]);
  });
});
