import { jsonPatch, mergePatch, strategicMergePatch } from './patch';

const pod = {
  metadata: { labels: { a: '1', b: '2' }, finalizers: ['x/one'] },
  spec: {
    containers: [
      { name: 'web', image: 'nginx:1', env: [{ name: 'A', value: '1' }] },
      { name: 'log', image: 'log:1' },
    ],
    tolerations: [{ key: 'a' }],
  },
};

describe('mergePatch', () => {
  it('replaces, adds, and removes by null', () => {
    const patch = { metadata: { labels: { a: null, c: '3' } }, x: [1] };
    expect(mergePatch(pod, patch)).toEqual({
      ...pod,
      metadata: { ...pod.metadata, labels: { b: '2', c: '3' } },
      x: [1],
    });
  });
});

describe('jsonPatch', () => {
  it('changes a copy', () => {
    const path = '/metadata/labels/a';
    const patched = jsonPatch(pod, [{ op: 'replace', path, value: '9' }]);
    expect(patched).toMatchObject({ metadata: { labels: { a: '9' } } });
    expect(pod.metadata.labels.a).toBe('1');
  });

  it('refuses an operation on what is not there', () => {
    expect(() =>
      jsonPatch(pod, [{ op: 'remove', path: '/nothing/x' }]),
    ).toThrow(/rejected our request/);
  });

  it('refuses what is no list', () => {
    expect(() => jsonPatch(pod, {})).toThrow(/list of operations/);
  });
});

describe('strategicMergePatch', () => {
  function containersAfter(containers: object[], more: object = {}) {
    const patched = strategicMergePatch('Pod', pod, {
      spec: { containers, ...more },
    }) as { spec: { containers: object[] } };
    return patched.spec.containers;
  }

  it('merges containers by name', () => {
    expect(
      containersAfter([{ name: 'web', image: 'nginx:2' }, { name: 'new' }]),
    ).toEqual([
      { name: 'web', image: 'nginx:2', env: [{ name: 'A', value: '1' }] },
      { name: 'log', image: 'log:1' },
      { name: 'new' },
    ]);
  });

  it('deletes an item by directive', () => {
    expect(containersAfter([{ name: 'web', $patch: 'delete' }])).toEqual([
      { name: 'log', image: 'log:1' },
    ]);
  });

  it('replaces a list by directive', () => {
    expect(containersAfter([{ name: 'only' }, { $patch: 'replace' }])).toEqual([
      { name: 'only' },
    ]);
  });

  it('puts items in the order that is asked for', () => {
    const order = [{ name: 'log' }, { name: 'web' }];
    const after = containersAfter([], { '$setElementOrder/containers': order });
    expect(after).toEqual([pod.spec.containers[1], pod.spec.containers[0]]);
  });

  it('replaces lists without a key', () => {
    const patch = { spec: { tolerations: [{ key: 'b' }] } };
    expect(strategicMergePatch('Pod', pod, patch)).toMatchObject({
      spec: { tolerations: [{ key: 'b' }] },
    });
  });

  it('adds to and takes from sets', () => {
    const added = strategicMergePatch('Pod', pod, {
      metadata: { finalizers: ['x/two'] },
    });
    expect(added).toMatchObject({
      metadata: { finalizers: ['x/one', 'x/two'] },
    });
    const taken = strategicMergePatch('Pod', pod, {
      metadata: { '$deleteFromPrimitiveList/finalizers': ['x/one'] },
    });
    expect(taken).toMatchObject({ metadata: { finalizers: [] } });
  });
});
