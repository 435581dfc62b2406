import { startExposures } from '../__testUtils__/startExposures';

// A whole backend starts in each test, or two.
jest.setTimeout(60_000);

const narrowed = {
  from: { width: 'certain-pods', podLabels: { app: 'client' } },
  reason: 'only the client',
};

/** A policy that one person has previewed, and that another has narrowed since. */
const setUp = async () => {
  const started = await startExposures();
  const { apply, preview, applied } = started;
  await apply();
  const seen = (await preview({ reason: 'wide as it was' })).body.existing;
  const { existing } = (await preview(narrowed)).body;
  await apply({ ...narrowed, replaces: existing });
  return { ...started, seen, narrow: applied() };
};

describe("attack 10: undoing somebody's change by applying an older preview", () => {
  it('attack 10: the older version replaces nothing', async () => {
    const { apply, seen, narrow, applied } = await setUp();

    const { status, body } = await apply({
      reason: 'wide as it was',
      replaces: seen,
    });

    expect(status).toBe(409);
    expect(body.error.message).toContain(
      'was left unchanged: it has changed since you looked at it',
    );
    expect(applied()).toEqual(narrow);
  });

  it('attack 10: no version replaces nothing', async () => {
    const { apply, narrow, applied } = await setUp();

    expect((await apply({ reason: 'wide as it was' })).status).toBe(409);
    expect(applied()).toEqual(narrow);
  });

  it('attack 10: the older version revokes nothing', async () => {
    const { revoke, seen, narrow, applied } = await setUp();

    expect((await revoke({ seen })).status).toBe(409);
    expect(applied()).toEqual(narrow);
  });

  it('attack 10: a policy that was made again under the name is another one', async () => {
    const { apply, revoke, version, cluster, applied } = await setUp();
    const first = version();
    cluster.remove('networkpolicies', 'web-allow-all-namespaces', 'default');
    await apply();
    const second = applied();

    expect((await apply({ ...narrowed, replaces: first })).status).toBe(409);
    expect((await revoke({ seen: first })).status).toBe(409);
    expect(applied()).toEqual(second);
  });

  it('attack 10: what is sent to the cluster holds the version too', async () => {
    const { cluster, narrow } = await setUp();

    expect(cluster.writes.at(-1)?.body.metadata).toMatchObject({
      uid: narrow?.metadata.uid,
      resourceVersion: expect.any(String),
    });
  });
});
