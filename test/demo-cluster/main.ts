import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startDemoCluster } from './index';

const usage =
  'Usage: main.ts [--port 0] --folder DIR [--walkthrough deployed|absent] [--exit-with-parent]';

/** One sentence for whoever started the program. */
function explain(error: unknown, port: string, folder: string): string {
  const code =
    error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use: choose another with --port.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENOENT':
      return `The folder ${folder} cannot be written to (${code}), or port ${port} may not be used.`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** Calls back when the program that started this one is gone. */
function onParentGone(gone: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) gone();
  }, 500).unref();
  // A terminal or /dev/null says nothing about the parent; a pipe's end does.
  const stdin = fstatSync(0, { throwIfNoEntry: false });
  if (stdin?.isFIFO() || stdin?.isSocket()) {
    process.stdin.on('end', gone).on('error', gone).resume();
  }
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      folder: { type: 'string' },
      walkthrough: { type: 'string', default: 'deployed' },
      'exit-with-parent': { type: 'boolean', default: false },
    },
  });
  const { port, folder, walkthrough } = values;
  const isPort = /^\d+$/.test(port) && Number(port) <= 65535;
  if (!folder || !isPort || !['deployed', 'absent'].includes(walkthrough)) {
    throw new Error(usage);
  }
  return { ...values, folder };
}

async function main(): Promise<void> {
  const values = readArguments();
  const { port, folder } = values;
  const cluster = await startDemoCluster({
    port: Number(port),
    folder,
    walkthrough: values.walkthrough === 'absent' ? 'absent' : 'deployed',
  }).catch(error => {
    throw new Error(explain(error, port, folder));
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    cluster.stop().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (values['exit-with-parent']) onParentGone(stop);
  const { url, caFile, kubeconfig } = cluster;
  const tokens = {
    reader: cluster.tokenFor('reader'),
    writer: cluster.tokenFor('writer'),
    walkthrough: cluster.tokenFor('walkthrough'),
    viewer: cluster.tokenFor('viewer'),
  };
  process.stdout.write(
    `${JSON.stringify({ url, caFile, kubeconfig, tokens })}\n`,
  );
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
