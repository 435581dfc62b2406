import { parseJson, parseYaml } from './parseText';

const valueOf = (text: string) => {
  const parsed = parseYaml(text);
  return parsed.ok ? parsed.value : parsed.message;
};

describe('YAML is read as Kubernetes does', () => {
  it('takes yes, no, on and off for booleans, so that labels of them are refused', () => {
    expect(valueOf('[yes, No, on, OFF, true, "yes", yesterday]')).toEqual([
      true,
      false,
      true,
      false,
      true,
      'yes',
      'yesterday',
    ]);
  });

  it('but leaves a single letter alone, which other programs write so', () => {
    const letters = { y: 'y', Y: 'Y', n: 'n', N: 'N' };
    expect(valueOf('{y: y, Y: Y, n: n, N: N}')).toEqual(letters);
    expect(valueOf('a: &a {y: y, Y: Y, n: n, N: N}\nb: *a')).toEqual({
      a: letters,
      b: letters,
    });
  });

  it('keeps dates and times as text', () => {
    expect(valueOf('a: 2024-05-01\nb: 2024-05-01T10:00:00Z\nc: 22:22')).toEqual(
      { a: '2024-05-01', b: '2024-05-01T10:00:00Z', c: '22:22' },
    );
  });

  it('reads the same with and without aliases', () => {
    const text = 'a: [yes, 2024-05-01, 22:22, 1.5, 0x10, null, ~]\n';
    const plain = valueOf(text);
    expect(valueOf(`${text}b: &one 1\nc: *one\n`)).toEqual({
      ...(plain as object),
      b: 1,
      c: 1,
    });
  });

  it('follows aliases and merges', () => {
    expect(valueOf('a: &a {x: 1}\nb: *a\nc: {<<: *a, z: 2}')).toEqual({
      a: { x: 1 },
      b: { x: 1 },
      c: { x: 1, z: 2 },
    });
    expect(valueOf('a: {<<: {x: 1}, z: 2}')).toEqual({ a: { x: 1, z: 2 } });
  });

  it('follows as many aliases as a file of manifests may have', () => {
    const text = `a: &a {x: 1}\nb: [${'*a, '.repeat(900)}]`;
    expect(valueOf(text)).toMatchObject({ a: { x: 1 } });
  });
});

it('commands of a shell in YAML are no aliases, which take long to read', () => {
  const text = `- args: ["a && b; rm *.tmp"]\n`.repeat(20_000);
  const timed = (read: string) => {
    const begin = performance.now();
    expect(parseYaml(read).ok).toBe(true);
    return performance.now() - begin;
  };
  const plain = timed(text.replaceAll('&&', 'and'));
  expect(timed(text)).toBeLessThan(4 * plain + 100);
});

describe('YAML that is broken', () => {
  it('is refused with the line and the reason', () => {
    expect(parseYaml('a: 1\nb: [1\nc: 2\n')).toMatchObject({
      ok: false,
      line: 2,
      message: expect.stringContaining('it is not valid YAML: '),
    });
  });

  it('may not give a key twice', () => {
    expect(parseYaml('a: 1\na: 2\n')).toEqual({
      ok: false,
      line: 1,
      message: 'the key "a" is given twice',
    });
  });

  it('may not hold a bomb of aliases', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const name of 'bcdefghij') {
      const before = String.fromCharCode(name.charCodeAt(0) - 1);
      lines.push(`${name}: &${name} [${`*${before}, `.repeat(10)}]`);
    }
    const begin = Date.now();
    expect(parseYaml(lines.join('\n'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('Excessive alias count'),
    });
    expect(Date.now() - begin).toBeLessThan(2000);
  });

  it.each([
    ['&&x [x]', '*&x'],
    ['{"&k":&x [x]}', '*x'],
    ['&x&y [x]', '*x&y'],
  ])('may not hide one behind an odd anchor: %s', (anchored, alias) => {
    const text = `a: ${anchored}\nb: [${`${alias} , `.repeat(1001)}]`;
    expect(parseYaml(text)).toMatchObject({
      ok: false,
      message: expect.stringContaining('Excessive alias count'),
    });
  });

  it('may not be nested without end', () => {
    expect(parseYaml('['.repeat(100_000))).toMatchObject({ ok: false });
    expect(parseYaml(`&a x: *a\n${'['.repeat(100_000)}`)).toMatchObject({
      ok: false,
    });
  });

  it('may not be of an unknown type', () => {
    expect(parseYaml('a: !!js/function "x"')).toMatchObject({ ok: false });
  });
});

describe('JSON', () => {
  it('is read', () => {
    expect(parseJson('{"a": [1, null]}')).toEqual({
      ok: true,
      value: { a: [1, null] },
    });
  });

  it('may be YAML that only looks like it', () => {
    expect(parseJson('{a: yes, b: [c]}')).toEqual({
      ok: true,
      value: { a: true, b: ['c'] },
    });
  });

  describe('of a dump', () => {
    const pods = Array.from({ length: 3_000 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `pod-${index}`, selfLink: 'x'.repeat(300) },
      spec: { containers: [{ name: 'web', image: 'nginx' }] },
    }));
    const dump = { apiVersion: 'v1', items: pods, kind: 'List', metadata: {} };
    const json = JSON.stringify(dump, undefined, 4);

    it('is read as far as verdicts depend on it', () => {
      expect(parseJson(json)).toEqual({
        ok: true,
        value: {
          ...dump,
          items: pods.map(({ metadata, ...pod }) => ({
            ...pod,
            metadata: { name: metadata.name },
            spec: { containers: [{}] },
          })),
        },
      });
    });

    it('may be one object or a bare list, but not have a field twice', () => {
      const [pod] = pods;
      const long = { ...pod, status: { note: 'x'.repeat(2 ** 20) } };
      expect(parseJson(JSON.stringify(long))).toMatchObject({
        ok: true,
        value: { kind: 'Pod', metadata: { name: 'pod-0' } },
      });
      expect(parseJson(JSON.stringify(pods))).toMatchObject({
        ok: true,
        value: pods.map(({ metadata: { name } }) => ({ metadata: { name } })),
      });
      const twice = `{"apiVersion":"v1","kind":"List","metadata":{},"items":${JSON.stringify(
        pods,
      )},"items":[]}`;
      expect(parseJson(twice)).toMatchObject({
        ok: false,
        message: 'the key "items" is given twice',
      });
    });

    it('is refused with the line when it is broken', () => {
      const lines = json.split('\n');
      const line = lines.findLastIndex(one => one.includes('"Pod"'));
      lines[line] = '"kind" "Pod",';
      expect(parseJson(lines.join('\n'))).toMatchObject({
        ok: false,
        line,
        message: expect.stringMatching(/^it is not valid JSON: \S.*[^"]$/),
      });
    });
  });

  it('is refused with the line when it is broken', () => {
    expect(parseJson('{\n  "a": 1,\n  "b": }}\n}')).toMatchObject({
      ok: false,
      line: 2,
      message: expect.stringMatching(/^it is not valid JSON: \S.*[^"]$/),
    });
  });
});
