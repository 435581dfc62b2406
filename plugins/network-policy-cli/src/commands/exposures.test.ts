import { Format } from '../printing/report';
import { listOf, runWith } from '../__testUtils__/fakeTerminal';
import { podOf, policyOf } from '../__testUtils__/manifests';
import { exposures } from './exposures';

const all = { namespaceSelector: {} };

const shared = {
  ...policyOf('shared', {
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [{ from: [all], ports: [{ port: 8000, endPort: 8010 }] }],
  }),
  metadata: {
    name: 'shared',
    namespace: 'default',
    annotations: {
      'network-policy.backstage.io/owner': 'group:default/web',
      'network-policy.backstage.io/reason': '=1+1',
    },
  },
};

const run = (output: Format, ...objects: object[]) =>
  runWith(listOf(...objects), terminal =>
    exposures({ output, paths: ['-'] }, terminal),
  );

describe('exposures', () => {
  it('are what is shared, how widely, why and where that is written', async () => {
    const { stdout, exitCode } = await run('json', podOf('web'), shared);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).exposures).toEqual([
      expect.objectContaining({
        policy: expect.objectContaining({ name: 'shared', rule: 0 }),
        width: 'all-namespaces',
        pods: 1,
        owner: 'group:default/web',
        file: '-',
        document: 1,
        line: 1,
      }),
    ]);
  });

  it('are safe in a spreadsheet', async () => {
    const { stdout } = await run('csv', podOf('web'), shared);
    expect(stdout.split('\n')[1]).toMatch(
      /^default,shared,all namespaces,TCP 8000-8010,1,,.*,group:default\/web,'=1\+1,,<stdin>:1$/,
    );
  });

  it('say where they change nothing', async () => {
    const { stdout } = await run(
      'csv',
      shared,
      policyOf('again', {
        podSelector: { matchLabels: { app: 'none' } },
        ingress: [{}],
      }),
    );
    expect(stdout).toMatch(
      /^default,again,any source,all,0,,selects no pods,/m,
    );
  });

  it('may be none', async () => {
    expect((await run('table', podOf('web'))).stdout).toBe(
      'Nothing is shared beyond its namespace.\n',
    );
  });
});
