import { objectsIn } from './objects';

const found = (value: unknown) => [...objectsIn(value)];

describe('the objects of a document', () => {
  it('are the document itself', () => {
    const pod = { kind: 'Pod' };
    expect(found(pod)).toEqual([{ path: '', raw: pod }]);
    expect(found('text')).toEqual([{ path: '', raw: 'text' }]);
  });

  it('are the items of a List, or of one within it', () => {
    const list = {
      kind: 'List',
      items: [{ kind: 'Pod' }, { kind: 'List', items: [{ kind: 'Node' }] }],
    };
    expect(found(list)).toEqual([
      { path: 'items[0]', raw: { kind: 'Pod' } },
      { path: 'items[1].items[0]', raw: { kind: 'Node' } },
    ]);
  });

  it('get the kind of their list where they do not say it', () => {
    const list = {
      apiVersion: 'v1',
      kind: 'PodList',
      items: [{ metadata: { name: 'a' } }, 7],
    };
    expect(found(list)).toEqual([
      {
        path: 'items[0]',
        raw: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } },
      },
      { path: 'items[1]', raw: 7 },
    ]);
  });

  it('are none where a program writes that its list is nothing', () => {
    expect(found({ kind: 'PodList', apiVersion: 'v1', items: null })).toEqual(
      [],
    );
    expect(found(null)).toEqual([]);
  });

  it('are those of an array', () => {
    expect(found([{ kind: 'A' }])).toEqual([
      { path: '[0]', raw: { kind: 'A' } },
    ]);
  });

  it('come to an end, though a list holds itself', () => {
    const list = { kind: 'List', items: new Array<unknown>() };
    list.items.push(list, list, { kind: 'Pod' });
    expect(found(list).length).toBeLessThan(100);
  });

  it('are not looked for deeper than anybody nests them', () => {
    const nested = JSON.parse(
      `${'{"kind":"List","items":['.repeat(9000)}${']}'.repeat(9000)}`,
    );
    expect([...objectsIn([{ kind: 'Pod' }, nested])]).toEqual([
      { path: '[0]', raw: { kind: 'Pod' } },
      { tooDeep: true },
    ]);
  });

  it('include a kind that ends like a list without being one', () => {
    const policy = { kind: 'AllowList', spec: {} };
    expect(found(policy)).toEqual([{ path: '', raw: policy }]);
  });
});
