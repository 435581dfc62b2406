import request from 'supertest';
import { base, draft, startExposures } from '../__testUtils__/startExposures';

// A whole backend starts in each test, or two.
jest.setTimeout(60_000);

/** What the owner of `database` must not learn of the policy that was made for `web`. */
const notTheirs = /component:default\/web\b|web-team|shared login page/;

const setUp = async () => {
  const started = await startExposures();
  await started.apply();
  const aimed = draft({
    podSelector: { app: 'db' },
    reason: 'mine now',
    replaces: started.version(),
  });
  return { ...started, aimed, before: started.applied() };
};

describe("attack 2: replacing the policy of another team's service in the same namespace", () => {
  it('attack 2: the policy stays as it is, though its version is known', async () => {
    const { apply, aimed, before, applied, cluster } = await setUp();

    const { status, body } = await apply(aimed, 'database');

    expect(status).toBe(409);
    expect(body.error.message).toBe(
      'NetworkPolicy default/web-allow-all-namespaces stays as it is: a policy of that name exists, and was not made for component:default/database. Choose another name',
    );
    expect(applied()).toEqual(before);
    expect(cluster.writes).toHaveLength(1);
  });

  it('attack 2: a dry run and a preview tell neither whose it is nor its version', async () => {
    const { server, preview, aimed, applied } = await setUp();

    const tried = await request(server)
      .put(`${base}/database/exposures?dryRun=true`)
      .send(aimed);
    const seen = await preview(aimed, 'database');

    expect(tried.status).toBe(409);
    expect(seen.status).toBe(200);
    expect(seen.body).not.toHaveProperty('existing');
    expect(seen.body.applyRefused).toBe(tried.body.error.message);
    for (const { body } of [tried, seen]) {
      expect(JSON.stringify(body)).not.toMatch(notTheirs);
      expect(JSON.stringify(body)).not.toContain(applied()?.metadata.uid);
    }
  });

  it('attack 2: it cannot be revoked either, and is as good as absent', async () => {
    const { revoke, before, applied } = await setUp();

    const taken = await revoke({}, 'database');
    const missing = await revoke({ policy: 'not-there' }, 'database');

    expect(taken.body).toEqual({ result: 'absent', dryRun: false });
    expect(taken.body).toEqual(missing.body);
    expect(applied()).toEqual(before);
  });
});
