import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

const processes = new Array<ChildProcess>();

/**
 * Starts a kubernetes plugin with one cluster in a process of its own. It ends with the tests of the file.
 *
 * @returns the address of the backend
 */
export async function startProxyBackend(cluster: object): Promise<string> {
  const child = fork(join(__dirname, 'main.ts'), [], {
    execArgv: [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    ],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      KUBERNETES_CLUSTER: JSON.stringify(cluster),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  processes.push(child);
  return new Promise((resolve, reject) => {
    child.on('exit', code => reject(new Error(`It ended with ${code}`)));
    // The transform of TypeScript sends messages, too.
    child.on('message', (message: { port?: number }) => {
      if (message.port) {
        resolve(`http://127.0.0.1:${message.port}`);
      }
    });
  });
}

afterAll(() => {
  processes.splice(0).forEach(child => child.kill());
});
