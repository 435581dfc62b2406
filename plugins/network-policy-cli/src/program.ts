import { Command, CommanderError, Option } from 'commander';
import { version } from '../package.json';
import { CommandResult, runCommand } from './run';
import { ExitCode, exitCodes } from './exitCode';
import { Terminal } from './terminal';

const formats = ['table', 'json', 'yaml', 'csv', 'markdown'];

/** Runs one command; its code is loaded only now, for `--help` must be there at once. */
type Run = (command: () => Promise<CommandResult>) => Promise<void>;

function outputOption(choices: readonly string[], preset: string): Option {
  return new Option('-o, --output <format>', 'how to print it')
    .choices(choices)
    .default(preset);
}

function withState(command: Command, output = formats): Command {
  return command
    .addOption(outputOption(output, 'table'))
    .option('--context <name>', 'read the cluster of this kubeconfig context')
    .option('--kubeconfig <file>', 'read the cluster of this kubeconfig')
    .option('--strict', 'evaluate nothing when something cannot be read')
    .option('-q, --quiet', 'tell problems and what is partial only');
}

function addExamples(command: Command, examples: readonly string[]): Command {
  const lines = examples.map(example => `  $ network-policy ${example}`);
  return command.addHelpText('after', `\nExamples\n${lines.join('\n')}`);
}

const pathsArgument = 'files and folders of YAML or JSON, - for standard input';

function addReach(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command('reach')
    .description('who can connect to a Service, a workload or a pod, and why')
    .argument('<target>', 'namespace/name of a Service, a workload or a pod')
    .argument('[paths...]', pathsArgument);
  withState(command).action((target, paths, options) =>
    run(async () => {
      const { reach } = await import('./commands/reach');
      return reach({ target, paths, ...options }, terminal);
    }),
  );
  addExamples(command, [
    'reach default/web manifests/',
    'reach default/Deployment/web --context production -o csv',
  ]);
}

function addExplain(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command('explain')
    .description(
      'whether one connection may happen, with the rules that decide',
    )
    .requiredOption('--from <end>', 'a pod, a workload or an address')
    .requiredOption('--to <end>', 'a pod, a workload, a Service or an address')
    .option('--port <port>', 'number or name; any port when left out')
    .option('--protocol <protocol>', 'TCP, UDP or SCTP')
    .argument('[paths...]', pathsArgument);
  withState(command).action((paths, options) =>
    run(async () => {
      const { explain } = await import('./commands/explain');
      return explain({ paths, ...options }, terminal);
    }),
  );
  addExamples(command, [
    'explain --from shop/cart --to default/web --port 80 manifests/',
    'explain --from 203.0.113.9 --to service:default/web manifests/',
  ]);
}

function addList(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command('list')
    .description('all connections between workloads and outside ranges')
    .argument('[paths...]', pathsArgument);
  withState(command).action((paths, options) =>
    run(async () => {
      const { list } = await import('./commands/list');
      return list({ paths, ...options }, terminal);
    }),
  );
  addExamples(command, [
    'list manifests/ -o json',
    'list --context production',
  ]);
}

function addExposures(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command('exposures')
    .description('what is shared beyond its namespace, and how widely')
    .argument('[paths...]', pathsArgument);
  withState(command).action((paths, options) =>
    run(async () => {
      const { exposures } = await import('./commands/exposures');
      return exposures({ paths, ...options }, terminal);
    }),
  );
  addExamples(command, [
    'exposures --context production -o csv',
    'exposures manifests/ -o markdown',
  ]);
}

function addGenerate(program: Command, run: Run): void {
  const command = program
    .command('generate')
    .description('the policy that opens a service to other namespaces')
    .requiredOption('--namespace <name>', 'where the service runs')
    .requiredOption('--selector <labels>', 'labels of its pods, like app=web')
    .option('--name <name>', 'name of the policy')
    .option('--from-namespaces <labels>', 'only namespaces with these labels')
    .option('--from-pods <labels>', 'only pods with these labels')
    .option('--port <port...>', 'only these ports, like TCP/80 or UDP/53', [])
    .option('--reason <text>', 'why it is opened')
    .option('--review-by <date>', 'until when, YYYY-MM-DD')
    .option('--ticket <text>', 'where it was asked for')
    .option('--owner <entity>', 'entity reference of the owner')
    .addOption(outputOption(['yaml', 'json'], 'yaml'))
    .action(options =>
      run(async () => {
        const { generate } = await import('./commands/generate');
        return generate(options);
      }),
    );
  addExamples(command, [
    'generate --namespace default --selector app=web --reason "Shared login page"',
    'generate --namespace default --selector app=web --from-namespaces team=shop --port TCP/80',
  ]);
}

function addDiff(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command('diff')
    .description('who gains and loses access between two states')
    .argument('<before>', 'file or folder, - for standard input')
    .argument('<after>', 'file or folder, - for standard input')
    .addOption(outputOption(formats, 'table'))
    .addOption(
      new Option(
        '--fail-on <change>',
        'end with 1 when there is such a change',
      ).choices(['gains', 'losses', 'any']),
    )
    .option('--strict', 'evaluate nothing when something cannot be read')
    .option('-q, --quiet', 'tell problems and what is partial only')
    .action((before, after, options) =>
      run(async () => {
        const { diff } = await import('./commands/diff');
        return diff({ before, after, ...options }, terminal);
      }),
    );
  addExamples(command, [
    'diff main/manifests manifests -o markdown',
    'diff main/manifests manifests --fail-on gains',
  ]);
}

function addAssert(program: Command, terminal: Terminal, run: Run): void {
  const command = program
    .command('assert')
    .description('check what is said about connections')
    .requiredOption('--assertions <file>', 'the assertions, YAML or JSON')
    .argument('[paths...]', pathsArgument);
  command.option(
    '--allow-partial',
    'let verdicts pass that something not evaluated could change',
  );
  withState(command, [...formats, 'junit', 'tap']).action((paths, options) =>
    run(async () => {
      const { assertConnections } = await import('./commands/assert');
      return assertConnections({ paths, ...options }, terminal);
    }),
  );
  addExamples(command, [
    'assert --assertions access.yaml manifests/',
    'assert --assertions access.yaml manifests/ -o junit > results.xml',
  ]);
}

function createProgram(terminal: Terminal, run: Run): Command {
  const program = new Command('network-policy')
    .description(
      'Who can reach whom in Kubernetes, and why: from manifests or a cluster.',
    )
    .version(version)
    .addHelpText(
      'after',
      '\nEnds with 0 when all is well, 1 when a check failed, 2 when something given could not be used.',
    );
  program.configureOutput({
    writeOut: text => terminal.stdout.write(text),
    writeErr: text => terminal.stderr.write(text),
  });
  program.exitOverride();
  addReach(program, terminal, run);
  addExplain(program, terminal, run);
  addList(program, terminal, run);
  addExposures(program, terminal, run);
  addGenerate(program, run);
  addDiff(program, terminal, run);
  addAssert(program, terminal, run);
  return program;
}

/** Runs the program with what stands on its command line, and says how it is to end. */
export async function main(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.fine;
  const program = createProgram(terminal, async command => {
    exitCode = await runCommand(terminal, command);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      throw error;
    }
    return error.exitCode === 0 ? exitCodes.fine : exitCodes.unusable;
  }
  return exitCode;
}
