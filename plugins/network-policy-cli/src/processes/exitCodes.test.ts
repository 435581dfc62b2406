import { startedProgram } from '../__testUtils__/startedProgram';

jest.setTimeout(120_000);

const { run } = startedProgram();

describe('the exit code', () => {
  it('is 0 when all is well', () => {
    expect(run(['reach', 'default/web', 'np-05', '-q'])).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(
      run([
        'assert',
        '--assertions',
        'assertions.yaml',
        'np-05',
        '--allow-partial',
      ]).status,
    ).toBe(0);
    expect(run(['diff', 'closed', 'np-05']).status).toBe(0);
  });

  it('is 1 when a check failed', () => {
    const args = ['assert', '--assertions', 'assertions.yaml'];
    expect(run([...args, 'closed']).status).toBe(1);
    // Whether the addresses of the web's pods will be in the block of the jobs is not known.
    expect(run([...args, 'np-05']).status).toBe(1);
    expect(run(['diff', 'closed', 'np-05', '--fail-on', 'gains']).status).toBe(
      1,
    );
    expect(run(['diff', 'closed', 'np-05', '--fail-on', 'losses']).status).toBe(
      0,
    );
  });

  it.each([
    [[], /Usage: network-policy/],
    [['reach'], /missing required argument 'target'/],
    [['reach', 'default/web'], /^Name the files or folders to read/],
    [['reach', 'default/web', 'nowhere'], /^nowhere: there is no such file/],
    [['reach', 'default/none', 'np-05'], /^reach default\/none: there is no/],
    [
      ['reach', 'x/y', 'np-05', '--context', 'z'],
      /^Name files and folders, or/,
    ],
    [['explain', '--to', 'a/b', 'np-05'], /'--from <end>' not specified/],
    [['list', 'np-05', '-o', 'xml'], /'xml' is invalid/],
    [['list', 'np-05', '--kubeconfig', 'none'], /^Name files and folders/],
    [['list', '--kubeconfig', 'none'], /^none: it cannot be used: there is no/],
    [
      ['list', '--kubeconfig', 'np-05/web-deny-all.yaml'],
      /^The kubeconfig names no current context: choose one with --context\.\n$/,
    ],
    [
      ['list', '--kubeconfig', '../bundle.mjs'],
      /^\.\.\/bundle\.mjs: it cannot be used: [^\n]+\n$/,
    ],
    [['diff', '-', '-'], /^Only one of the two states/],
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['assert', '--assertions', 'none', 'np-05'], /^none: there is no such/],
    [['assert', '--assertions', 'np-05/cluster.yaml', 'np-05'], /cluster.yaml/],
  ])('is 2 for %j', (args, message) => {
    const { status, stdout, stderr } = run(args);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});
