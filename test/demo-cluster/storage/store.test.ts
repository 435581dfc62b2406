import { KubernetesObject, kubernetesObjectSchema } from '../kinds/metadata';
import { ObjectStore, StoreEvent } from './store';

function configMap(name: string, value: string): KubernetesObject {
  return kubernetesObjectSchema.parse({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'default' },
    data: { value },
  });
}

describe('ObjectStore', () => {
  it('counts revisions over all objects and tells listeners', () => {
    const store = new ObjectStore();
    const seen: StoreEvent[] = [];
    const stop = store.subscribe(event => seen.push(event));
    store.put('configmaps', configMap('a', '1'));
    store.put('configmaps', configMap('a', '2'));
    store.remove('configmaps', 'default', 'a');
    stop();
    store.put('configmaps', configMap('b', '1'));
    expect(seen.map(event => event.type)).toEqual([
      'ADDED',
      'MODIFIED',
      'DELETED',
    ]);
    expect(seen.map(event => event.object.metadata.resourceVersion)).toEqual(
      [1001, 1002, 1003].map(String),
    );
    expect(store.revision).toBe(1004);
  });

  it('rebuilds a past state', () => {
    const store = new ObjectStore();
    store.put('configmaps', configMap('a', '1'));
    store.put('configmaps', configMap('b', '1'));
    const then = store.revision;
    store.put('configmaps', configMap('a', '2'));
    store.remove('configmaps', 'default', 'b');
    store.put('configmaps', configMap('c', '1'));
    const past = store.listAt('configmaps', undefined, then);
    expect(past.map(each => [each.metadata.name, each.data])).toEqual([
      ['a', { value: '1' }],
      ['b', { value: '1' }],
    ]);
  });

  it('forgets what is older than its history', () => {
    const store = new ObjectStore(2);
    for (const value of ['1', '2', '3']) {
      store.put('configmaps', configMap('a', value));
    }
    expect(store.eventsSince(1001)).toHaveLength(2);
    expect(() => store.eventsSince(1000)).toThrow(
      'too old resource version: 1000 (1001)',
    );
  });

  it('never lets a stored object be changed', () => {
    const store = new ObjectStore();
    const stored = store.put('configmaps', configMap('a', '1'));
    expect(() => Object.assign(stored.metadata, { name: 'b' })).toThrow();
  });

  it('does not mix up namespaces that begin alike', () => {
    const store = new ObjectStore();
    const other = configMap('b', '1');
    store.put('configmaps', configMap('a', '1'));
    store.put('configmaps', {
      ...other,
      metadata: { ...other.metadata, namespace: 'default-2' },
    });
    expect(store.list('configmaps', 'default')).toHaveLength(1);
    expect(store.list('configmaps')).toHaveLength(2);
  });
});
