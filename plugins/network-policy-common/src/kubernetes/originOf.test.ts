import { valueOf } from '../testing/snapshotOf';
import { originOf } from './originOf';
import { parseNamespace } from './parseNamespace';
import { parseNetworkPolicy } from './parseNetworkPolicy';

const entry = (manager: string, time?: string, more: object = {}) => ({
  manager,
  operation: 'Update',
  apiVersion: 'networking.k8s.io/v1',
  fieldsType: 'FieldsV1',
  fieldsV1: { 'f:spec': {} },
  ...(time && { time }),
  ...more,
});

const early = '2026-03-02T08:15:30Z';
const late = '2026-04-02T08:15:30Z';

describe('originOf', () => {
  it('names each field manager of the object once, the latest first', () => {
    expect(
      originOf({
        uid: '1',
        creationTimestamp: early,
        managedFields: [
          entry('helm', early),
          entry('timeless'),
          entry('kubectl', early),
          entry('kubectl', late),
          entry('controller', late, { subresource: 'status' }),
        ],
      }),
    ).toEqual({
      uid: '1',
      createdAt: early,
      managers: [
        { name: 'kubectl', at: late },
        { name: 'helm', at: early },
        { name: 'timeless' },
      ],
    });
  });

  it('is absent for an object of a file', () => {
    expect(originOf({ managedFields: [entry('kubectl')] })).toBeUndefined();
    expect(originOf({ uid: '' })).toBeUndefined();
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [{}],
    [[null, 1, 'text', {}, { manager: 7 }, { manager: '' }]],
  ])('leaves out odd managers: %j', managedFields => {
    expect(
      originOf({ uid: '1', creationTimestamp: 'yesterday', managedFields }),
    ).toEqual({ uid: '1', managers: [] });
  });
});

it('a policy of a cluster says which object it is', () => {
  const metadata = { name: 'web', namespace: 'shop' };
  const origin = { uid: '1', createdAt: early, managers: [] };
  const fromCluster = { ...metadata, uid: '1', creationTimestamp: early };
  const spec = { podSelector: {} };

  expect(
    valueOf(parseNetworkPolicy({ metadata: fromCluster, spec })).origin,
  ).toEqual(origin);
  expect(valueOf(parseNetworkPolicy({ metadata, spec }))).not.toHaveProperty(
    'origin',
  );
});

describe('the annotations of a Namespace', () => {
  const read = (name: string, annotations?: object) =>
    valueOf(parseNamespace({ metadata: { name, annotations } }));

  it('are kept, and of the copy that kubectl makes of the object only that there is one', () => {
    const annotations = {
      'network-policy.backstage.io/owners': 'group:default/web-team',
      'kubectl.kubernetes.io/last-applied-configuration': '{ "a": 1 }',
    };

    expect(read('shop', annotations)).toEqual({
      name: 'shop',
      labels: { 'kubernetes.io/metadata.name': 'shop' },
      annotations: {
        'network-policy.backstage.io/owners': 'group:default/web-team',
        'kubectl.kubernetes.io/last-applied-configuration': 'not kept',
      },
    });
  });

  it.each([undefined, {}])(
    'are absent where there are none: %j',
    annotations => {
      expect(read('shop', annotations)).not.toHaveProperty('annotations');
    },
  );

  it('are one object in all namespaces that have the same', () => {
    const owners = () => ({ 'example.com/owners': ['a', 'b'].join('-') });

    expect(read('blue', owners()).annotations).toBe(
      read('green', owners()).annotations,
    );
    expect(read('red', { ...owners(), more: 'x' }).annotations).toEqual({
      ...owners(),
      more: 'x',
    });
  });

  it('keep a key that objects inherit', () => {
    const raw = JSON.parse('{ "__proto__": "x", "a": "b" }');

    expect(Object.entries(read('shop', raw).annotations ?? {})).toEqual([
      ['__proto__', 'x'],
      ['a', 'b'],
    ]);
  });
});
