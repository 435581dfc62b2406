import { serviceSchema } from '../kinds/service';
import { ObjectStore } from '../storage/store';
import { lookup, searchNames } from './dns';

describe('searchNames', () => {
  it('tries the pod’s own namespace first', () => {
    expect(searchNames('web', 'shop')).toEqual([
      'web.shop.svc.cluster.local',
      'web.svc.cluster.local',
      'web.cluster.local',
      'web',
    ]);
  });

  it('does not search for a name that ends with a dot', () => {
    expect(searchNames('web.shop.', 'x')).toEqual(['web.shop']);
  });
});

describe('lookup', () => {
  const store = new ObjectStore();
  const add = (name: string, spec: object) =>
    store.put(
      'services',
      serviceSchema.parse({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: 'shop' },
        spec,
      }),
    );
  add('web', { clusterIP: '10.96.0.7' });
  add('alias', {
    type: 'ExternalName',
    externalName: 'web.shop.svc.cluster.local',
  });
  add('circle', {
    type: 'ExternalName',
    externalName: 'circle.shop.svc.cluster.local',
  });
  add('outside', { type: 'ExternalName', externalName: 'example.com' });

  it.each([
    ['web.shop.svc.cluster.local', ['10.96.0.7']],
    ['WEB.shop.svc.cluster.local', ['10.96.0.7']],
    ['alias.shop.svc.cluster.local', ['10.96.0.7']],
    ['circle.shop.svc.cluster.local', []],
    ['outside.shop.svc.cluster.local', []],
    ['web.other.svc.cluster.local', []],
    ['web.shop', []],
  ])('%s', (name, addresses) => {
    expect(lookup(store, name)).toEqual(addresses);
  });
});
