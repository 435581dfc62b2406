import { policiesPath, policyBody, TestCluster } from '../testing/client';

describe('validation', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await TestCluster.start();
  });
  afterAll(() => cluster.stop());

  function create(body: object, query = '') {
    return cluster.as('writer')('POST', `${policiesPath}${query}`, { body });
  }

  it('names a bad name in Kubernetes’ words', async () => {
    const { body } = await create(policyBody('Web_Policy'));
    expect(body.details.causes[0].message).toBe(
      "Invalid value: \"Web_Policy\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    );
  });

  it('wants a name', async () => {
    const { body } = await create({ ...policyBody(''), metadata: {} });
    expect(body.details.causes[0]).toEqual({
      field: 'metadata.name',
      reason: 'FieldValueRequired',
      message: 'Required value: name or generateName is required',
    });
  });

  it('lists all that is wrong', async () => {
    const spec = { policyTypes: ['A', 'B'] };
    const { body } = await create(policyBody('tried', spec));
    expect(body.details.causes).toHaveLength(2);
    expect(body.message).toMatch(
      /is invalid: \[spec.policyTypes\[0\]: .*, spec/,
    );
  });

  it('refuses, warns of or ignores an unknown field, as asked', async () => {
    const body = policyBody('unknown', { ingres: [] });
    const strict = await create(body, '?fieldValidation=Strict');
    expect(strict.code).toBe(400);
    expect(strict.body.message).toBe(
      'NetworkPolicy in version "v1" cannot be handled as a NetworkPolicy: strict decoding error: unknown field "spec.ingres"',
    );
    const warned = await create(body, '?dryRun=All');
    expect(warned.headers.warning).toBe(
      '299 - "unknown field \\"spec.ingres\\""',
    );
    expect(warned.body.spec.ingres).toBeUndefined();
    const ignored = await create(body, '?dryRun=All&fieldValidation=Ignore');
    expect(ignored.headers.warning).toBeUndefined();
  });

  it('refuses a field of the wrong type', async () => {
    const answer = await create(policyBody('typed', { ingress: 'all' }));
    expect(answer).toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
    expect(answer.body.message).toContain('spec.ingress');
  });

  it('reads null as not set, and stores the defaults', async () => {
    const spec = {
      ingress: [{ from: [{ namespaceSelector: { matchLabels: null } }] }],
    };
    const { body } = await create(policyBody('nulls', spec));
    expect(body.spec).toEqual({
      podSelector: { matchLabels: { app: 'web' } },
      ingress: [{ from: [{ namespaceSelector: {} }] }],
      policyTypes: ['Ingress'],
    });
  });

  it('keeps the selector of a Job’s template from changing', async () => {
    const path = '/apis/batch/v1/namespaces/default/jobs';
    const admin = cluster.as('admin');
    const container = { name: 'c', image: 'busybox', command: ['sleep', '9'] };
    const template = {
      spec: { restartPolicy: 'Never', containers: [container] },
    };
    await admin('POST', path, {
      body: { metadata: { name: 'fixed' }, spec: { template } },
    });
    const changed = await admin('PATCH', `${path}/fixed`, {
      contentType: 'application/merge-patch+json',
      body: { spec: { template: { spec: { restartPolicy: 'OnFailure' } } } },
    });
    expect(changed.code).toBe(422);
    expect(changed.body.details.causes[0].field).toBe('spec.template');
  });
});
