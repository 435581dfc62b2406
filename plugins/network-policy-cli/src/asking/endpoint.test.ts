import {
  describeEndpoint,
  parseEndpoint,
  parseEndpointText,
  spellEndpoint,
} from './endpoint';

describe('an end in a file', () => {
  it.each([
    [{ pod: 'default/web' }, 'pod default/web'],
    [{ workload: 'default/Deployment/web' }, 'Deployment default/web'],
    [{ service: 'default/web' }, 'Service default/web'],
    [{ address: '203.0.113.9' }, 'address 203.0.113.9'],
    [{ address: '2001:db8::9' }, 'address 2001:db8::9'],
  ])('may be %j', (raw, words) => {
    const parsed = parseEndpoint(raw);
    expect(parsed.ok && describeEndpoint(parsed.value)).toBe(words);
    expect(parsed.ok && spellEndpoint(parsed.value)).toEqual(raw);
  });

  it.each([
    ['2001:DB8:0::9', '2001:db8::9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
  ])('may spell the address %s, which is %s', (address, same) => {
    expect(parseEndpoint({ address })).toEqual({
      ok: true,
      value: { kind: 'address', address: same },
    });
  });

  it.each([
    [{ pod: 'web' }, 'pod'],
    [{ pod: 'a/b/c' }, 'pod'],
    [{ pod: '/b' }, 'pod'],
    [{ pod: 7 }, 'pod'],
    [{ workload: 'default/web' }, 'workload'],
    [{ address: '300.1.1.1' }, 'address'],
    [{ address: '10.0.0.0/8' }, 'address'],
    [{ address: 'fe80::1%eth0' }, 'address'],
    [{ pod: 'a/b', service: 'a/b' }, ''],
    [{ node: 'a' }, ''],
    [{}, ''],
    ['default/web', ''],
    [null, ''],
  ])('may not be %j', (raw, path) => {
    expect(parseEndpoint(raw)).toMatchObject({
      ok: false,
      problems: [{ path, message: expect.stringMatching(/^must /) }],
    });
  });
});

describe('an end that is typed', () => {
  it.each([
    ['default/web', { kind: 'any', namespace: 'default', name: 'web' }],
    [
      'default/Deployment/web',
      {
        kind: 'workload',
        namespace: 'default',
        workloadKind: 'Deployment',
        name: 'web',
      },
    ],
    ['default/Pod/web', { kind: 'pod', namespace: 'default', name: 'web' }],
    [
      'default/Service/web',
      { kind: 'service', namespace: 'default', name: 'web' },
    ],
    [
      'service:default/web',
      { kind: 'service', namespace: 'default', name: 'web' },
    ],
    ['pod=default/web', { kind: 'pod', namespace: 'default', name: 'web' }],
    ['203.0.113.9', { kind: 'address', address: '203.0.113.9' }],
    ['dead:beef::1', { kind: 'address', address: 'dead:beef::1' }],
    ['address:::1', { kind: 'address', address: '::1' }],
  ])('may be %s', (text, value) => {
    expect(parseEndpointText(text)).toEqual({ ok: true, value });
  });

  it.each(['', 'web', 'a/b/c/d', 'pod:web', 'address:default/web'])(
    'may not be %j',
    text => {
      expect(parseEndpointText(text).ok).toBe(false);
    },
  );
});
