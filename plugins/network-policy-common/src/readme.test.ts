import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { example } from './__testUtils__/example';

const read = (...path: string[]) =>
  readFileSync(join(__dirname, ...path), 'utf8');

const written = [...read('../README.md').matchAll(/```ts\n(.*?)```/gs)]
  .map(([, code]) => code)
  .join('\n');

// Code in a function is indented, so that its lines may break elsewhere.
const withoutBreaks = (code: string) =>
  code.replace(/\s+/g, '').replace(/,(?=[)\]}])/g, '');

it('the example of the README is code that compiles', () => {
  const compiled = read('__testUtils__', 'example.ts')
    .replace(/\/\*\*.*?\*\/\nexport function example.*?\{\n/s, '')
    .replace(/\}\n$/, '');
  expect(
    withoutBreaks(
      written.replace("'backstage-plugin-network-policy-common'", "'../index'"),
    ),
  ).toBe(withoutBreaks(compiled));
});

it('what it prints is what the README says', () => {
  const printed: string[] = [];
  example({
    log: (...values: unknown[]) =>
      printed.push(
        values
          .map(value =>
            typeof value === 'string' ? value : JSON.stringify(value),
          )
          .join(' '),
      ),
  });
  const promised = [...written.matchAll(/console\.log\(.*\); \/\/ (.*)/g)];
  expect(promised).toHaveLength(7);
  expect(printed.slice(0, promised.length)).toEqual(
    promised.map(([, comment]) => comment),
  );
});
