import { Entity } from '@backstage/catalog-model';
import { isPodOf, podSelectorOf, readEntityWorkload } from './entityWorkload';

const entity = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web', annotations },
});

const read = (annotations: Record<string, string>) => {
  const workload = readEntityWorkload(entity(annotations), 'group:default/web');
  if (!workload) {
    throw new Error('no workload');
  }
  return workload;
};

describe('readEntityWorkload', () => {
  it('reads the label selector before the id', () => {
    expect(
      read({
        'backstage.io/kubernetes-id': 'other',
        'backstage.io/kubernetes-label-selector': 'app=web',
        'backstage.io/kubernetes-cluster': 'north',
        'backstage.io/kubernetes-namespace': 'default',
      }),
    ).toEqual({
      entityRef: 'component:default/web',
      owner: 'group:default/web',
      selector: { matchLabels: { app: 'web' }, matchExpressions: [] },
      cluster: 'north',
      namespace: 'default',
    });
  });

  it('falls back to the id', () => {
    expect(
      read({ 'backstage.io/kubernetes-id': 'shop' }).selector.matchLabels,
    ).toEqual({ 'backstage.io/kubernetes-id': 'shop' });
  });

  it('is undefined without an annotation', () => {
    expect(readEntityWorkload(entity({}))).toBeUndefined();
    expect(
      readEntityWorkload(
        entity({ 'backstage.io/kubernetes-namespace': 'default' }),
      ),
    ).toBeUndefined();
  });

  it('names a selector that is not one', () => {
    expect(() =>
      read({ 'backstage.io/kubernetes-label-selector': 'app=web;' }),
    ).toThrow(
      'The annotation backstage.io/kubernetes-label-selector of component:default/web is not a label selector: app=web;. The reason is that "web;" is not a value',
    );
  });

  it('names an annotation that is too long, and the limit', () => {
    expect(() =>
      read({
        'backstage.io/kubernetes-id': 'web',
        'backstage.io/kubernetes-namespace': 'n'.repeat(4_097),
      }),
    ).toThrow(
      'The annotation backstage.io/kubernetes-namespace of component:default/web is not read: it has 4097 characters, and 4096 is the limit. Shorten the annotation',
    );
  });

  it('does not repeat all of a long annotation', () => {
    expect(() =>
      read({
        'backstage.io/kubernetes-label-selector': ','.repeat(4_096),
      }),
    ).toThrow(/: ,{200}\. The reason is/);
  });
});

describe('isPodOf', () => {
  it('asks for the namespace and the labels', () => {
    const workload = read({
      'backstage.io/kubernetes-label-selector': 'app=web',
      'backstage.io/kubernetes-namespace': 'default',
    });

    expect(
      isPodOf(workload, { namespace: 'default', labels: { app: 'web' } }),
    ).toBe(true);
    expect(
      isPodOf(workload, { namespace: 'other', labels: { app: 'web' } }),
    ).toBe(false);
    expect(
      isPodOf(workload, { namespace: 'default', labels: { app: 'db' } }),
    ).toBe(false);
  });
});

describe('podSelectorOf', () => {
  it('is what the annotation says', () => {
    const workload = read({
      'backstage.io/kubernetes-label-selector': 'app=web',
    });

    expect(
      podSelectorOf(workload, [{ labels: { app: 'web', x: 'y' } }]),
    ).toEqual({ app: 'web' });
  });

  it('is what the pods have in common where the annotation says more', () => {
    const workload = read({
      'backstage.io/kubernetes-label-selector': 'app in (web,shop)',
    });

    expect(
      podSelectorOf(workload, [
        { labels: { app: 'web', team: 'a', 'pod-template-hash': '1' } },
        { labels: { app: 'shop', team: 'a', 'pod-template-hash': '1' } },
      ]),
    ).toEqual({ team: 'a' });
  });
});
