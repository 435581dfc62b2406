import { parseAssertion } from './assertion';

const minimal = {
  from: { pod: 'a/b' },
  to: { service: 'c/d' },
  expect: 'denied',
};

const pathsOf = (raw: unknown) => {
  const parsed = parseAssertion(raw);
  return parsed.ok ? [] : parsed.problems.map(({ path }) => path);
};

describe('an assertion', () => {
  it('gets a name from what it asks, when it has none', () => {
    expect(parseAssertion(minimal)).toMatchObject({
      ok: true,
      value: { name: 'pod a/b to Service c/d, any port', expect: 'denied' },
    });
    expect(
      parseAssertion({ ...minimal, port: 'http', name: null }),
    ).toMatchObject({
      value: { name: 'pod a/b to Service c/d, TCP http', port: 'http' },
    });
    expect(
      parseAssertion({ ...minimal, protocol: 'UDP', name: 'mine' }),
    ).toMatchObject({ value: { name: 'mine', protocol: 'UDP' } });
  });

  it('takes a number in quotes for the number', () => {
    expect(parseAssertion({ ...minimal, port: '80' })).toMatchObject({
      value: { port: 80 },
    });
  });

  it('is refused with every field that is wrong', () => {
    expect(
      pathsOf({
        from: { service: 'a/b' },
        to: { pod: 'x' },
        protocol: 'tcp',
        port: 70_000,
        expect: 'yes',
        ports: [],
        name: {},
      }),
    ).toEqual([
      'ports',
      'name',
      'to.pod',
      'from',
      'protocol',
      'port',
      'expect',
    ]);
    expect(pathsOf({})).toEqual(['from', 'to', 'expect']);
    expect(pathsOf([])).toEqual(['']);
    expect(pathsOf(null)).toEqual(['']);
  });
});
