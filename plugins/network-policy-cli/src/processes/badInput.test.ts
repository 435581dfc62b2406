import { podLine, startedProgram } from '../__testUtils__/startedProgram';

jest.setTimeout(120_000);

const { run, write } = startedProgram();

describe('what cannot be used', () => {
  const broken = `${podLine('a')}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: wide
spec:
  podSelector: {}
  ingress:
  - ports:
    - port: 90
      endPort: 80
---
${podLine('b')}
`;

  it('is named with file, line, document and field, and the rest is evaluated', () => {
    const file = write('broken.yaml', broken);
    const { status, stdout, stderr } = run(['list', file, '-o', 'json']);
    expect(stderr).toMatch(
      `${file}:12: document 2: NetworkPolicy default/wide: spec.ingress[0].ports[0].endPort: must be greater than or equal to \`port\``,
    );
    expect(status).toBe(2);
    expect(JSON.parse(stdout).connections).toContainEqual(
      expect.objectContaining({
        from: { workload: { namespace: 'default', kind: 'Pod', name: 'a' } },
        to: { workload: { namespace: 'default', kind: 'Pod', name: 'b' } },
      }),
    );
  });

  it('is refused altogether with --strict', () => {
    const file = write('broken.yaml', broken);
    expect(run(['list', file, '-o', 'json', '--strict'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('Nothing was evaluated'),
    });
  });

  it('does not stop the other documents where one is no YAML', () => {
    const file = write(
      'broken.yaml',
      `${podLine('a')}\n---\n- : {[\n---\n${podLine('b')}`,
    );
    const { status, stdout, stderr } = run(['list', file, '-o', 'json']);
    expect(stderr).toMatch(`${file}:3: document 2: it is not valid YAML`);
    expect(status).toBe(2);
    expect(stdout).toContain('"name":"b"');
  });

  it.each([
    [
      'a label that is no string',
      podLine('a', '{app: yes}'),
      'metadata.labels',
    ],
    [
      'a bomb of aliases',
      `a: &a [x]\n${[...'bcdefghijklmnop']
        .map(
          (name, index) =>
            `${name}: &${name} [${`*${'abcdefghijklmnop'[index]},`.repeat(
              20,
            )}]`,
        )
        .join('\n')}`,
      'alias',
    ],
    ['nesting without end', '['.repeat(50_000), 'JSON'],
    [
      'lists in lists without end',
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      'nested too deeply',
    ],
    [
      'the same name twice',
      `${podLine('a')}\n---\n${podLine('a', '{app: x}')}`,
      'it is given already, and differently',
    ],
    ['a text', 'just words', 'An object without a name'],
    [
      'an object without a kind',
      '{apiVersion: v1, metadata: {name: x}}',
      ': document 1: Object x: kind: Required value',
    ],
    [
      'a pod without a name',
      '{apiVersion: v1, kind: Pod, metadata: {}}',
      ': document 1: Pod without a name: metadata.name: Required value',
    ],
    [
      'an item of a list',
      '{kind: List, items: [{apiVersion: v1, kind: Pod}, 7]}',
      ': document 1: An object without a name: items[1]: must be an object',
    ],
  ])('may be %s', (_, text, message) => {
    const file = write('broken.yaml', text);
    const { status, stderr } = run(['list', file]);
    expect(stderr).toContain(message);
    expect(stderr).toContain(file);
    expect(status).toBe(2);
  });

  it('is not a kind that no verdict depends on: that is listed and ignored', () => {
    const text = `${podLine(
      'a',
    )}\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: y}}`;
    const file = write('other.yaml', text);
    expect(run(['list', file])).toMatchObject({
      status: 0,
      stderr: expect.stringContaining(
        'Ignored, as no verdict depends on them: ConfigMap (2).\n',
      ),
    });
    expect(run(['list', file, '--quiet']).stderr).toBe('');
  });

  it('is not a policy of another engine: verdicts are partial, and say so', () => {
    const text = `${podLine('a')}\n---\n${podLine(
      'b',
    )}\n---\n{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: x}, spec: {}}`;
    const file = write('cilium.yaml', text);
    const assertions = write(
      'a.yaml',
      'assertions: [{from: {pod: default/a}, to: {pod: default/b}, port: 1, expect: allowed}]',
    );
    const args = ['assert', '--assertions', assertions, file, '-o', 'json'];
    expect(run([...args, '--allow-partial']).status).toBe(0);
    const { status, stdout } = run(args);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).results[0]).toMatchObject({
      actual: 'allowed',
      partial: true,
      pass: false,
      reasons: expect.arrayContaining([
        expect.stringMatching(/^Partial: .*CiliumNetworkPolicy/),
      ]),
    });
  });
});
