import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster } from '../__testUtils__/fixtures';
import { base, draft } from '../__testUtils__/startExposures';
import { startPlugin } from '../__testUtils__/startPlugin';

// A whole backend starts in each test, or two.
jest.setTimeout(60_000);

/** Two replicas of the portal over one cluster, whose first writes wait for each other. */
const startReplicas = async () => {
  const kubernetes = new FakeKubernetes();
  const cluster = fillCluster(kubernetes.add('north'));
  const replicas = await Promise.all([
    startPlugin({ kubernetes }),
    startPlugin({ kubernetes }),
  ]);
  let open = () => {};
  const bothThere = new Promise<void>(resolve => {
    open = resolve;
  });
  let waiting = 0;
  cluster.delay = ({ method, plural }) => {
    if (plural !== 'networkpolicies' || method === 'GET') {
      return undefined;
    }
    waiting += 1;
    if (waiting === replicas.length) {
      open();
    }
    return bothThere;
  };
  return { cluster, replicas };
};

describe('attack 11: two people create the same policy at once', () => {
  it('attack 11: on two replicas one creates it and the other overwrites nothing', async () => {
    const { cluster, replicas } = await startReplicas();

    const answers = await Promise.all(
      replicas.map(({ server }, index) =>
        request(server)
          .put(`${base}/web/exposures`)
          .send(draft({ reason: `reason ${index}` })),
      ),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers.findIndex(({ status }) => status === 200);
    const loser = 1 - winner;
    expect(answers[loser].body.error.message).toBe(
      'NetworkPolicy default/web-allow-all-namespaces was left unchanged: somebody else created it at the same moment. Look at it before you go on',
    );
    const stored = cluster.find(
      'networkpolicies',
      'web-allow-all-namespaces',
      'default',
    );
    expect(stored?.metadata.annotations).toMatchObject({
      'network-policy.backstage.io/reason': `reason ${winner}`,
    });
    expect(cluster.writes.map(({ method }) => method)).toEqual([
      'POST',
      'POST',
    ]);
    expect(
      replicas.map(({ auditEvents }) => auditEvents[0].outcome?.succeeded),
    ).toEqual([winner === 0, winner === 1]);
  });
});
