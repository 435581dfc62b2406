import { runWith } from '../__testUtils__/fakeTerminal';
import { explain } from '../commands/explain';

const pods = `{apiVersion: v1, kind: Pod, metadata: {name: red}, spec: {containers: []}}
---
{apiVersion: v1, kind: Pod, metadata: {name: blue}, spec: {containers: []}}
`;

const run = (text: string) =>
  runWith(text, terminal =>
    explain(
      { from: '203.0.113.9', to: 'default/red', output: 'json', paths: ['-'] },
      terminal,
    ),
  );

const policy = (labels: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: close, namespace: default}
spec:
  podSelector:
    matchLabels:
${labels}
`;

it.each([
  ['a block', '      run: red\n      run: blue', 12],
  ['a flow', '      {run: red, run: blue}', 11],
  ['quotes', '      run: red\n      "run": blue', 12],
  [
    'a document with anchors',
    '      run: &a red\n      app: *a\n      run: blue',
    13,
  ],
])(
  'a key twice in %s is named with its object and line, and verdicts are partial',
  async (_what, labels, line) => {
    const { stdout, stderr, exitCode } = await run(
      `${pods}---\n${policy(labels)}`,
    );
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      `<stdin>:${line}: document 3: NetworkPolicy default/close: the key "run" is given twice\n`,
    );
    expect(JSON.parse(stdout).partial).toEqual([
      'NetworkPolicy default/close of document 3 of <stdin> could not be read and is left out: a policy in it may allow or deny other connections.',
    ]);
  },
);

it('so is a key of JSON, of an item of a List too', async () => {
  const json = `{"apiVersion": "v1", "kind": "List", "items": [
{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "red", "labels": {"a": "x:y", "b": "a"}}, "spec": {"containers": []}},
{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "j"},
 "spec": {"podSelector": {"matchLabels": {"run": "red",
  "run": "blue"}}}}
]}`;
  const { stderr, exitCode } = await run(json);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    '<stdin>:5: document 1: NetworkPolicy j: the key "run" is given twice\n',
  );
});

it('a key that a merge gives, too, is not given twice', async () => {
  const { stderr } = await run(
    `${pods}---\n${policy('      <<: {run: blue}\n      run: red')}`,
  );
  expect(stderr).toBe('');
});
