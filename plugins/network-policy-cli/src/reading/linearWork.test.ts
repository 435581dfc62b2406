import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runWith } from '../__testUtils__/fakeTerminal';
import { list } from '../commands/list';
import { LocatedText } from './locate';
import { placesIn } from './places';

const rules = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `- query: sum(rate(metric_${index}[2m]))\n  metricName: metric${index}\n`,
  ).join('');

/** How many characters are parsed to find the lines of all items. */
function parsedFor(text: string, items: string, count: number): number {
  let characters = 0;
  const find = placesIn(
    () => text,
    part => {
      characters += part.length;
      return new LocatedText(part);
    },
  );
  for (let index = 0; index < count; index++) {
    for (const path of ['kind', 'apiVersion']) {
      const origin = { file: 'x', document: 1, path: `${items}[${index}]` };
      expect(find(origin, path)?.line).toBeGreaterThan(0);
    }
  }
  return characters;
}

it.each([
  ['an array', '', rules],
  [
    'an array on one line',
    '',
    (count: number) => `[${'{a: 1}, '.repeat(count)}]`,
  ],
  ['a List', 'items', (count: number) => `kind: List\nitems:\n${rules(count)}`],
  [
    'a List that is written in an unusual way',
    'items',
    (count: number) => `kind: List\n"items":\n${rules(count)}`,
  ],
])(
  '%s is parsed once for the lines of all its items',
  (_what, items, textOf) => {
    for (const count of [50, 400]) {
      const text = textOf(count);
      expect(parsedFor(text, items, count)).toBeLessThanOrEqual(text.length);
    }
  },
);

it('names the line of each item', async () => {
  const { stderr } = await runWith(rules(3), terminal =>
    list({ output: 'json', paths: ['-'] }, terminal),
  );
  expect(stderr.split('\n').slice(0, 3)).toEqual([
    expect.stringMatching(/^<stdin>:1: .*\[0\]/),
    expect.stringMatching(/^<stdin>:3: .*\[1\]/),
    expect.stringMatching(/^<stdin>:5: .*\[2\]/),
  ]);
});

it('is no problem in a folder, where it holds no objects', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'network-policy-'));
  writeFileSync(join(folder, 'rules.yaml'), rules(3));
  writeFileSync(
    join(folder, 'pod.yaml'),
    '{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: []}}',
  );
  const { exitCode, stderr } = await runWith('', terminal =>
    list({ output: 'json', paths: [folder] }, terminal),
  );
  rmSync(folder, { recursive: true });
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(
    /^Ignored, as they hold no objects: .*rules\.yaml\.$/m,
  );
});
