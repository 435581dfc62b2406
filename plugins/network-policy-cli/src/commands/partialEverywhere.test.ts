import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listOf, runWith } from '../__testUtils__/fakeTerminal';
import { podOf, policyOf } from '../__testUtils__/manifests';
import { runAssert } from '../__testUtils__/runAssert';
import { Format } from '../printing/report';
import { diff } from './diff';
import { explain } from './explain';
import { exposures } from './exposures';
import { list } from './list';
import { reach } from './reach';

const manifests = listOf(
  podOf('web'),
  podOf('client'),
  policyOf('blocks', {
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
  }),
  {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'x', namespace: 'default' },
  },
);

const folder = mkdtempSync(join(tmpdir(), 'network-policy-'));
const before = join(folder, 'before.json');
beforeAll(() => writeFileSync(before, manifests));
afterAll(() => rmSync(folder, { recursive: true }));

const options = { paths: ['-'], quiet: true };
const run = (command: Parameters<typeof runWith>[1]) =>
  runWith(manifests, command);

const commands: Record<
  string,
  (output: Format) => Promise<{ stdout: string; stderr: string }>
> = {
  list: output => run(terminal => list({ ...options, output }, terminal)),
  diff: output =>
    run(terminal =>
      diff({ before, after: '-', quiet: true, output }, terminal),
    ),
  reach: output =>
    run(terminal =>
      reach({ ...options, target: 'pod:default/web', output }, terminal),
    ),
  explain: output =>
    run(terminal =>
      explain(
        { ...options, from: 'default/client', to: 'default/web', output },
        terminal,
      ),
    ),
  exposures: output =>
    run(terminal => exposures({ ...options, output }, terminal)),
  assert: output =>
    runAssert(
      manifests,
      '[{from: {pod: default/client}, to: {pod: default/web}, expect: denied}]',
      { quiet: true, output },
    ),
};

const formats: Format[] = ['table', 'json', 'yaml', 'csv', 'markdown'];

it.each(
  Object.keys(commands).flatMap(name =>
    formats.map(format => [name, format] as const),
  ),
)('%s -o %s --quiet says what is partial', async (name, format) => {
  const { stdout, stderr } = await commands[name](format);
  // The shape of a list for programs has no place for it.
  const where = name === 'list' && /json|yaml/.test(format) ? stderr : stdout;
  expect(where).toContain('CiliumNetworkPolicy is not evaluated');
});

it.each([
  ['reach', 'Closed to everybody'],
  ['explain', 'pod default/client to pod default/web, any port: denied'],
  ['diff', 'Nobody gains or loses access.'],
  ['assert', '0 passed, 1 failed'],
])('%s has its headline in CSV and Markdown', async (name, headline) => {
  for (const format of ['csv', 'markdown'] as const) {
    expect((await commands[name](format)).stdout).toContain(headline);
  }
});
