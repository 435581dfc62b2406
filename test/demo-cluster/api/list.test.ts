import { policiesPath, policyBody, TestCluster } from '../testing/client';

const everywhere = '/apis/networking.k8s.io/v1/networkpolicies';

describe('list', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await TestCluster.start({ historySize: 30 });
  });
  afterAll(() => cluster.stop());

  function get(path: string) {
    return cluster.as('viewer')('GET', path);
  }

  function namesOf(answer: { body: Record<string, any> }): string[] {
    return answer.body.items.map(
      ({ metadata }: any) => `${metadata.namespace}/${metadata.name}`,
    );
  }

  it('gives pages that make up one consistent list', async () => {
    const all = namesOf(await get(everywhere));
    const first = await get(`${everywhere}?limit=20`);
    expect(first.body.items).toHaveLength(20);
    expect(first.body.metadata.remainingItemCount).toBe(all.length - 20);
    const admin = cluster.as('admin');
    await admin('POST', policiesPath, { body: policyBody('between') });
    const rest = await get(
      `${everywhere}?limit=500&continue=${first.body.metadata.continue}`,
    );
    expect([...namesOf(first), ...namesOf(rest)]).toEqual(all);
    expect(rest.body.metadata.resourceVersion).toBe(
      first.body.metadata.resourceVersion,
    );
    await admin('DELETE', `${policiesPath}/between`);
  });

  it('answers a page that is too old with 410 and another way on', async () => {
    const first = await get(`${everywhere}?limit=20`);
    for (let turn = 0; turn < 20; turn += 1) {
      const admin = cluster.as('admin');
      await admin('POST', policiesPath, { body: policyBody('churn') });
      await admin('DELETE', `${policiesPath}/churn`);
    }
    const late = await get(
      `${everywhere}?limit=20&continue=${first.body.metadata.continue}`,
    );
    expect(late.code).toBe(410);
    expect(late.body.reason).toBe('Expired');
    expect(late.body.message).toMatch(
      /^The provided continue parameter is too old/,
    );
    const onward = await get(
      `${everywhere}?limit=20&continue=${late.body.metadata.continue}`,
    );
    expect(onward.code).toBe(200);
    expect(namesOf(onward)[0] > namesOf(first)[19]).toBe(true);
  });

  it('shows the state of an exact revision', async () => {
    const before = (await get(policiesPath)).body.metadata.resourceVersion;
    const admin = cluster.as('admin');
    await admin('POST', policiesPath, { body: policyBody('later') });
    const past = await get(
      `${policiesPath}?resourceVersion=${before}&resourceVersionMatch=Exact`,
    );
    expect(namesOf(past)).toEqual(['default/web-deny-all']);
    await admin('DELETE', `${policiesPath}/later`);
  });

  it('makes a client wait that is ahead of the server', async () => {
    const answer = await get(`${policiesPath}?resourceVersion=99999999`);
    expect(answer.code).toBe(504);
    expect(answer.body.details.causes[0].reason).toBe(
      'ResourceVersionTooLarge',
    );
  });

  it.each([
    ['labelSelector=app%3Dweb', ['web']],
    ['labelSelector=app%20in%20(web,other)', ['web']],
    ['labelSelector=app%20notin%20(web)', []],
    ['labelSelector=!app', []],
    ['labelSelector=app!%3Dweb', []],
    ['fieldSelector=metadata.name%3Dweb', ['web']],
    ['fieldSelector=status.phase%3DPending', []],
    [
      'fieldSelector=status.phase!%3DPending,metadata.namespace%3Ddefault',
      ['web'],
    ],
  ])('selects pods by %s', async (query, names) => {
    const answer = await get(`/api/v1/namespaces/default/pods?${query}`);
    expect(answer.body.items.map((pod: any) => pod.metadata.name)).toEqual(
      names,
    );
  });

  it.each([
    ['fieldSelector=spec.color%3Dred', /field label not supported: spec.color/],
    ['labelSelector=a%3Db%3Dc', /unable to parse requirement/],
    ['continue=nonsense', /continue key is not valid/],
    ['resourceVersion=abc', /Invalid value: "abc"/],
  ])('refuses %s', async (query, message) => {
    const answer = await get(`/api/v1/pods?${query}`);
    expect(answer).toMatchObject({ code: 400, body: { reason: 'BadRequest' } });
    expect(answer.body.message).toMatch(message);
  });

  it('leaves nothing but metadata when asked for it', async () => {
    const answer = await cluster.as('viewer')('GET', policiesPath, {
      accept:
        'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
    });
    expect(answer.body.kind).toBe('PartialObjectMetadataList');
    expect(Object.keys(answer.body.items[0]).sort()).toEqual([
      'apiVersion',
      'kind',
      'metadata',
    ]);
  });
});
