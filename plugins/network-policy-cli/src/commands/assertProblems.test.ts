import { listOf } from '../__testUtils__/fakeTerminal';
import { podOf } from '../__testUtils__/manifests';
import { resultsOf, runAssert } from '../__testUtils__/runAssert';

const manifests = listOf(podOf('client'), podOf('old'));

const run = (text: string, options?: Parameters<typeof runAssert>[2]) =>
  runAssert(manifests, text, options);

describe('what assert cannot check', () => {
  const text = `assertions:
- {from: {pod: default/nobody}, to: {pod: default/old}, expect: denied}
- from: {pod: default/client}
  to: {service: old}
  expect: maybe
- {name: fine, from: {pod: default/client}, to: {pod: default/old}, expect: allowed}
`;

  it('is named with its line and field, and the rest is checked', async () => {
    const { stdout, stderr, exitCode, file } = await run(text);
    expect(exitCode).toBe(2);
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      `${file}:4: assertions[1].to.service: must be the namespace and name of a Service, like default/web`,
      `${file}:5: assertions[1].expect: must be allowed or denied`,
      `${file}:2: assertions[0].from: there is no pod default/nobody`,
    ]);
    const { passed, failed } = JSON.parse(stdout);
    expect([passed, failed]).toEqual([1, 2]);
    expect(resultsOf(stdout).map(({ pass }) => pass)).toEqual([
      false,
      false,
      true,
    ]);
    expect(resultsOf(stdout)[0].reasons).toEqual([
      'There is no pod default/nobody.',
    ]);
  });

  it('is still expected to be what was said', async () => {
    const { stdout } = await run(
      '[{expect: denied}, {expect: maybe}, {from: {}, name: 7, expect: denied}]',
    );
    expect(
      resultsOf(stdout).map(({ name, expect: expected }) => [name, expected]),
    ).toEqual([
      ['assertion 1', 'denied'],
      ['assertion 2', 'allowed'],
      ['7', 'denied'],
    ]);
  });

  it('is an error in the other formats', async () => {
    expect((await run(text, { output: 'junit' })).stdout).toContain(
      '<error message="it could not be checked">There is no pod default/nobody.</error>',
    );
    expect((await run(text, { output: 'table' })).stdout).toMatch(
      /^ERROR pod default\/nobody to .*: it could not be checked$/m,
    );
    expect((await run(text, { output: 'csv' })).stdout).toContain(
      'pass,fine,allowed,allowed,no,',
    );
  });

  it('is refused altogether with --strict', async () => {
    const { stdout, exitCode } = await run(text, { strict: true });
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });

  it.each(['{}', 'assertions: {}', '7', '', '[', 'a: &a [*a]'])(
    'may be the whole file: %j',
    async whole => {
      const { stdout, stderr, exitCode, file } = await run(whole);
      expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
      expect(stderr.startsWith(file)).toBe(true);
    },
  );
});
