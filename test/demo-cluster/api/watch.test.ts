import { policiesPath, policyBody, TestCluster } from '../testing/client';

describe('watch', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await TestCluster.start({
      historySize: 20,
      timings: { bookmark: 30 },
    });
  });
  afterAll(() => cluster.stop());

  async function revision(): Promise<string> {
    const list = await cluster.as('admin')('GET', policiesPath);
    return list.body.metadata.resourceVersion;
  }

  /** The events of a watch until one fulfils a condition. */
  async function watch(
    query: string,
    last: (event: Record<string, any>) => boolean,
  ) {
    const events: Record<string, any>[] = [];
    const answer = await cluster.as('admin')(
      'GET',
      `${policiesPath}?watch=true&${query}`,
      {
        onLine: line => {
          const event = JSON.parse(line);
          events.push(event);
          return last(event);
        },
      },
    );
    return { events, code: answer.code };
  }

  it('tells what changed after the revision of a list', async () => {
    const from = await revision();
    const admin = cluster.as('admin');
    await admin('POST', policiesPath, { body: policyBody('seen') });
    const watching = watch(
      `resourceVersion=${from}`,
      event => event.type === 'DELETED',
    );
    await admin('PATCH', `${policiesPath}/seen`, {
      contentType: 'application/merge-patch+json',
      body: { metadata: { labels: { a: 'b' } } },
    });
    await admin('DELETE', `${policiesPath}/seen`);
    const { events } = await watching;
    expect(events.map(event => event.type)).toEqual([
      'ADDED',
      'MODIFIED',
      'DELETED',
    ]);
    const revisions = events.map(event =>
      Number(event.object.metadata.resourceVersion),
    );
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(revisions[0]).toBeGreaterThan(Number(from));
  });

  it('shows an object that stops matching a selector as deleted', async () => {
    const admin = cluster.as('admin');
    const from = await revision();
    const labelled = policyBody('labelled');
    await admin('POST', policiesPath, {
      body: { ...labelled, metadata: { name: 'labelled', labels: { x: 'y' } } },
    });
    await admin('PATCH', `${policiesPath}/labelled`, {
      contentType: 'application/merge-patch+json',
      body: { metadata: { labels: { x: 'z' } } },
    });
    const { events } = await watch(
      `resourceVersion=${from}&labelSelector=x%3Dy`,
      event => event.type === 'DELETED',
    );
    expect(events.map(event => event.type)).toEqual(['ADDED', 'DELETED']);
    await admin('DELETE', `${policiesPath}/labelled`);
  });

  it('sends bookmarks to those who want them', async () => {
    const from = await revision();
    const { events } = await watch(
      `resourceVersion=${from}&allowWatchBookmarks=true`,
      event => event.type === 'BOOKMARK',
    );
    expect(events).toHaveLength(1);
    expect(events[0].object.kind).toBe('NetworkPolicy');
    expect(Number(events[0].object.metadata.resourceVersion)).toBeGreaterThan(
      0,
    );
  });

  it('ends initial events with an annotated bookmark', async () => {
    const { events } = await watch(
      'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
      event => event.type === 'BOOKMARK',
    );
    expect(events[0].object.metadata.name).toBe('web-deny-all');
    expect(events[events.length - 1].object.metadata.annotations).toEqual({
      'k8s.io/initial-events-end': 'true',
    });
  });

  it('answers a forgotten revision with an ERROR event of code 410', async () => {
    const { events, code } = await watch('resourceVersion=1', () => true);
    expect(code).toBe(200);
    expect(events[0]).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410, reason: 'Expired' },
    });
  });

  it('ends by its own timeout', async () => {
    const from = await revision();
    const started = Date.now();
    const answer = await cluster.as('admin')(
      'GET',
      `${policiesPath}?watch=true&resourceVersion=${from}&timeoutSeconds=1`,
    );
    expect(answer.code).toBe(200);
    expect(Date.now() - started).toBeGreaterThan(900);
  });

  it('gives the columns of a table once', async () => {
    const admin = cluster.as('admin');
    const from = await revision();
    await admin('POST', policiesPath, { body: policyBody('one') });
    await admin('POST', policiesPath, { body: policyBody('two') });
    const tables: Record<string, any>[] = [];
    await admin('GET', `${policiesPath}?watch=true&resourceVersion=${from}`, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
      onLine: line => tables.push(JSON.parse(line).object) === 2,
    });
    expect(tables[0].columnDefinitions).toHaveLength(3);
    expect(tables[1].columnDefinitions).toBeNull();
    expect(tables[1].rows[0].cells.slice(0, 2)).toEqual(['two', 'app=web']);
  });
});
