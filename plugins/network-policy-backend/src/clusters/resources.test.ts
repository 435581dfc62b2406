import { describeObject, resourcePath, resources } from './resources';

describe('resourcePath', () => {
  it('knows the core group and the named ones', () => {
    expect(resourcePath(resources.pods)).toBe('/api/v1/pods');
    expect(
      resourcePath(resources.networkPolicies, {
        namespace: 'default',
        name: 'web',
      }),
    ).toBe('/apis/networking.k8s.io/v1/namespaces/default/networkpolicies/web');
    expect(resourcePath(resources.namespaces, { name: 'default' })).toBe(
      '/api/v1/namespaces/default',
    );
  });

  it('keeps a name in its place', () => {
    expect(
      resourcePath(resources.pods, { namespace: '../secrets', name: 'a?b' }),
    ).toBe('/api/v1/namespaces/..%2Fsecrets/pods/a%3Fb');
  });

  it.each(['', '.', '..'])('takes no %j for a name', name => {
    expect(() => resourcePath(resources.pods, { namespace: name })).toThrow(
      'is not the name of an object',
    );
    expect(() =>
      resourcePath(resources.pods, { namespace: 'default', name }),
    ).toThrow('is not the name of an object');
  });
});

describe('describeObject', () => {
  it('writes the namespace where there is one', () => {
    expect(
      describeObject(resources.pods, { namespace: 'default', name: 'web' }),
    ).toBe('Pod default/web');
    expect(describeObject(resources.namespaces, { name: 'secondary' })).toBe(
      'Namespace secondary',
    );
  });
});
