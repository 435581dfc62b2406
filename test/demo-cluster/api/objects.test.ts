import {
  eventually,
  policiesPath,
  policyBody,
  TestCluster,
} from '../testing/client';

describe('objects', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await TestCluster.start();
  });
  afterAll(() => cluster.stop());

  function admin(
    method: string,
    path: string,
    body?: unknown,
    contentType?: string,
  ) {
    return cluster.as('admin')(method, path, { body, contentType });
  }

  it('answers in the words of Kubernetes', async () => {
    expect((await admin('GET', `${policiesPath}/none`)).body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'networkpolicies.networking.k8s.io "none" not found',
      reason: 'NotFound',
      details: {
        name: 'none',
        group: 'networking.k8s.io',
        kind: 'networkpolicies',
      },
      code: 404,
    });
    const twice = await admin('POST', policiesPath, policyBody('web-deny-all'));
    expect(twice).toMatchObject({
      code: 409,
      body: { reason: 'AlreadyExists' },
    });
    const nowhere = await admin(
      'POST',
      policiesPath.replace('default', 'nowhere'),
      policyBody('x'),
    );
    expect(nowhere.body.message).toBe('namespaces "nowhere" not found');
    expect((await admin('GET', '/apis/none/v1/things')).code).toBe(404);
  });

  it('refuses an update of an old version', async () => {
    const { body } = await admin('POST', policiesPath, policyBody('versions'));
    const changed = {
      ...body,
      spec: { ...body.spec, policyTypes: ['Egress'] },
    };
    expect((await admin('PUT', `${policiesPath}/versions`, changed)).code).toBe(
      200,
    );
    const late = await admin('PUT', `${policiesPath}/versions`, body);
    expect(late).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
    expect(late.body.message).toContain('the object has been modified');
    const live = await admin('GET', `${policiesPath}/versions`);
    expect(live.body.metadata.generation).toBe(2);
  });

  it('deletes only the object that is meant', async () => {
    await admin('POST', policiesPath, policyBody('meant'));
    const path = `${policiesPath}/meant`;
    const other = await admin('DELETE', path, {
      preconditions: { uid: 'other' },
    });
    expect(other).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
    const dry = await admin('DELETE', `${path}?dryRun=All`);
    expect(dry.code).toBe(200);
    const done = await admin('DELETE', path);
    expect(done.body).toMatchObject({
      status: 'Success',
      details: { name: 'meant' },
    });
    expect((await admin('GET', path)).code).toBe(404);
  });

  it('keeps an object with finalizers until they are gone', async () => {
    const body = {
      ...policyBody('held'),
      metadata: { name: 'held', finalizers: ['x/y'] },
    };
    await admin('POST', policiesPath, body);
    await admin('DELETE', `${policiesPath}/held`);
    const held = await admin('GET', `${policiesPath}/held`);
    expect(held.body.metadata.deletionTimestamp).toMatch(/^\d{4}-/);
    await admin(
      'PATCH',
      `${policiesPath}/held`,
      { metadata: { finalizers: null } },
      'application/merge-patch+json',
    );
    expect((await admin('GET', `${policiesPath}/held`)).code).toBe(404);
  });

  it('makes names', async () => {
    const body = { ...policyBody(''), metadata: { generateName: 'made-' } };
    const made = await admin('POST', policiesPath, body);
    expect(made.body.metadata.name).toMatch(/^made-[a-z0-9]{5}$/);
  });

  it('deletes a collection by labels', async () => {
    for (const name of ['a', 'b']) {
      const metadata = { name, labels: { group: 'both' } };
      await admin('POST', policiesPath, { ...policyBody(name), metadata });
    }
    await admin('DELETE', `${policiesPath}?labelSelector=group%3Dboth`);
    const left = await admin('GET', policiesPath);
    const names = left.body.items.map((each: any) => each.metadata.name);
    expect(names).toContain('web-deny-all');
    expect(names).not.toContain('a');
  });

  it('removes a namespace with all that is in it', async () => {
    await admin('POST', '/api/v1/namespaces', {
      metadata: { name: 'short-lived' },
    });
    const path = policiesPath.replace('default', 'short-lived');
    await admin('POST', path, policyBody('inside'));
    const gone = await admin('DELETE', '/api/v1/namespaces/short-lived');
    expect(gone.body.status.phase).toBe('Terminating');
    const late = await admin('POST', path, policyBody('late'));
    expect(late.body.message).toContain('because it is being terminated');
    await eventually(async () => {
      const { code } = await admin('GET', '/api/v1/namespaces/short-lived');
      return code === 404 ? true : undefined;
    });
    expect((await admin('GET', `${path}/inside`)).code).toBe(404);
  });

  it('records who changed what', async () => {
    await cluster.as('writer')('POST', policiesPath, {
      body: policyBody('tracked'),
    });
    await admin(
      'PATCH',
      `${policiesPath}/tracked?fieldManager=somebody`,
      { metadata: { labels: { a: 'b' } } },
      'application/merge-patch+json',
    );
    const { body } = await admin('GET', `${policiesPath}/tracked`);
    const entries = body.metadata.managedFields.map(
      ({ manager, operation, fieldsV1 }: any) => [manager, operation, fieldsV1],
    );
    expect(entries).toEqual([
      ['test-client', 'Update', { 'f:spec': expect.anything() }],
      [
        'somebody',
        'Update',
        { 'f:metadata': { 'f:labels': { '.': {}, 'f:a': {} } } },
      ],
    ]);
  });

  it('does not store a dry run', async () => {
    const dry = await admin(
      'POST',
      `${policiesPath}?dryRun=All`,
      policyBody('dry'),
    );
    expect(dry.code).toBe(201);
    expect((await admin('GET', `${policiesPath}/dry`)).code).toBe(404);
    expect(
      (await admin('POST', `${policiesPath}?dryRun=Some`, policyBody('dry')))
        .code,
    ).toBe(400);
  });

  it('holds pods to the security standard of their namespace', async () => {
    const pod = {
      metadata: { name: 'loose' },
      spec: { containers: [{ name: 'c', image: 'busybox' }] },
    };
    const answer = await admin('POST', '/api/v1/namespaces/vault/pods', pod);
    expect(answer.code).toBe(403);
    expect(answer.body.message).toMatch(
      /^pods "loose" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false \(container "c" must set securityContext.allowPrivilegeEscalation=false\)/,
    );
  });

  it('keeps EndpointSlices in step with pods', async () => {
    const path = '/apis/discovery.k8s.io/v1/namespaces/orders/endpointslices';
    const count = async () =>
      (await admin('GET', path)).body.items.flatMap(
        (slice: any) => slice.endpoints,
      ).length;
    expect(await count()).toBe(3);
    await admin(
      'PATCH',
      '/apis/apps/v1/namespaces/orders/deployments/orders-api',
      { spec: { replicas: 4 } },
      'application/merge-patch+json',
    );
    await eventually(async () => ((await count()) === 5 ? true : undefined));
  });
});
