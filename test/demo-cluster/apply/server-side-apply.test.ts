import { policiesPath, policyBody, TestCluster } from '../testing/client';

const fromAll = { ingress: [{ from: [{ namespaceSelector: {} }] }] };
const closed = { policyTypes: ['Ingress'] };

describe('server-side apply', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await TestCluster.start();
  });
  afterAll(() => cluster.stop());

  function apply(name: string, manager: string, body: object, query = '') {
    return cluster.as('admin')(
      'PATCH',
      `${policiesPath}/${name}?fieldManager=${manager}${query}`,
      { contentType: 'application/apply-patch+yaml', body },
    );
  }

  it('creates, then changes nothing when applied again', async () => {
    const first = await apply('again', 'one', policyBody('again', fromAll));
    const second = await apply('again', 'one', policyBody('again', fromAll));
    expect([first.code, second.code]).toEqual([201, 200]);
    expect(second.body.metadata.resourceVersion).toBe(
      first.body.metadata.resourceVersion,
    );
    expect(first.body.spec.policyTypes).toEqual(['Ingress']);
    expect(first.body.metadata.managedFields).toEqual([
      {
        manager: 'one',
        operation: 'Apply',
        apiVersion: 'networking.k8s.io/v1',
        time: expect.any(String),
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:spec': { 'f:ingress': {}, 'f:podSelector': {} } },
      },
    ]);
  });

  it('refuses to change what another manager applied', async () => {
    await apply('taken', 'one', policyBody('taken', fromAll));
    const refused = await apply(
      'taken',
      'two',
      policyBody('taken', { ingress: [{}] }),
    );
    expect(refused.code).toBe(409);
    expect(refused.body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'Apply failed with 1 conflict: conflict with "one": .spec.ingress',
      reason: 'Conflict',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "one"',
            field: '.spec.ingress',
          },
        ],
      },
      code: 409,
    });
    const live = await cluster.as('viewer')('GET', `${policiesPath}/taken`);
    expect(live.body.spec.ingress).toEqual(fromAll.ingress);
  });

  it('names the manager and version of a client-side update', async () => {
    await cluster.as('admin')(
      'POST',
      `${policiesPath}?fieldManager=kubectl-client-side-apply`,
      { body: policyBody('by-hand', fromAll) },
    );
    const refused = await apply('by-hand', 'two', {
      ...policyBody('by-hand', { ingress: [{}] }),
      spec: { podSelector: {}, ingress: [{}] },
    });
    expect(refused.body.message).toBe(
      'Apply failed with 2 conflicts: conflicts with "kubectl-client-side-apply" using networking.k8s.io/v1:\n- .spec.ingress\n- .spec.podSelector',
    );
  });

  it('takes fields over by force', async () => {
    await apply('forced', 'one', policyBody('forced', fromAll));
    const taken = await apply(
      'forced',
      'two',
      policyBody('forced', { ingress: [{}] }),
      '&force=true',
    );
    expect(taken.code).toBe(200);
    expect(taken.body.spec.ingress).toEqual([{}]);
    const owners = taken.body.metadata.managedFields.map((entry: any) => [
      entry.manager,
      Object.keys(entry.fieldsV1['f:spec']),
    ]);
    expect(owners).toEqual(
      expect.arrayContaining([
        ['one', ['f:podSelector']],
        ['two', ['f:ingress', 'f:podSelector']],
      ]),
    );
  });

  it('removes what its manager applies no longer, and nothing else', async () => {
    const labelled = (labels: object) => ({
      ...policyBody('labels', fromAll),
      metadata: { name: 'labels', labels },
    });
    await apply('labels', 'one', labelled({ a: '1', b: '2' }));
    await cluster.as('admin')('PATCH', `${policiesPath}/labels`, {
      contentType: 'application/merge-patch+json',
      body: { metadata: { labels: { c: '3' } } },
    });
    const next = await apply('labels', 'one', labelled({ b: '2' }));
    expect(next.body.metadata.labels).toEqual({ b: '2', c: '3' });
    const bare = await apply('labels', 'one', policyBody('labels', closed));
    expect(bare.body.metadata.labels).toEqual({ c: '3' });
    expect(bare.body.spec.ingress).toBeUndefined();
  });

  it('keeps a shared field until its last owner lets go', async () => {
    await apply('shared', 'one', policyBody('shared', fromAll));
    await apply('shared', 'two', policyBody('shared', fromAll));
    const kept = await apply('shared', 'one', policyBody('shared', closed));
    expect(kept.body.spec.ingress).toEqual(fromAll.ingress);
    const gone = await apply('shared', 'two', policyBody('shared', closed));
    expect(gone.body.spec.ingress).toBeUndefined();
  });

  it('merges lists that have keys item by item', async () => {
    const path = '/api/v1/namespaces/default/services/merged';
    const service = (port: number, name: string) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'merged' },
      spec: { ports: [{ name, port }] },
    });
    const send = (manager: string, body: object) =>
      cluster.as('admin')('PATCH', `${path}?fieldManager=${manager}`, {
        contentType: 'application/apply-patch+yaml',
        body,
      });
    await send('one', service(80, 'http'));
    const both = await send('two', service(443, 'https'));
    expect(both.body.spec.ports.map((each: any) => each.port)).toEqual([
      80, 443,
    ]);
    const clash = await send('two', service(80, 'other'));
    expect(clash.body.details.causes[0].field).toBe(
      '.spec.ports[port=80,protocol="TCP"].name',
    );
  });

  it('changes nothing in a dry run', async () => {
    const dry = await apply('dry', 'one', policyBody('dry'), '&dryRun=All');
    expect(dry.code).toBe(201);
    const found = await cluster.as('viewer')('GET', `${policiesPath}/dry`);
    expect(found.code).toBe(404);
  });

  it('wants a field manager', async () => {
    const answer = await apply('nobody', '', policyBody('nobody'));
    expect(answer.code).toBe(400);
    expect(answer.body.message).toContain('is required for apply patch');
  });
});
