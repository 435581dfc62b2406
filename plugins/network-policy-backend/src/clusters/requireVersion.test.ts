import { KubernetesObject } from './kubernetesObject';
import { requireUid, requireVersion } from './requireVersion';

const what = 'NetworkPolicy default/web';

const object = (version: {
  uid?: string;
  resourceVersion?: string;
}): KubernetesObject => ({
  metadata: {
    name: 'web',
    labels: {},
    annotations: {},
    managedFields: [],
    ...version,
  },
  spec: {},
});

describe('requireVersion', () => {
  it('gives the object with its uid and version', () => {
    const seen = object({ uid: 'one', resourceVersion: '7' });

    expect(requireVersion('north', what, seen)).toEqual(seen);
    expect(requireUid('north', what, seen)).toBe('one');
  });

  it.each([
    ['uid', {}],
    ['uid', { uid: '', resourceVersion: '7' }],
    ['resourceVersion', { uid: 'one' }],
  ])('refuses an object without a %s', (missing, version) => {
    expect(() => requireVersion('north', what, object(version))).toThrow(
      `NetworkPolicy default/web stays as it is: cluster north gave no ${missing} for it, so a change could hit something else`,
    );
  });
});
