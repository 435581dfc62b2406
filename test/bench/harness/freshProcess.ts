import { fork } from 'node:child_process';
import { join } from 'node:path';
import { Measured } from './benchmark';
import type { ChildMessage } from './child';

/**
 * Lets a benchmark measure in a process of its own.
 *
 * @param folder - where the bundled benchmarks are
 * @throws Error with what the process said when it measured nothing
 */
export function measureInFreshProcess(
  folder: string,
  file: string,
  name: string,
): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(
      join(folder, 'child.js'),
      [join(folder, `${file}.js`), name],
      { execArgv: ['--expose-gc'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
    );
    let said: ChildMessage | undefined;
    let complaint = '';
    child.stderr?.on('data', (data: Buffer) => {
      complaint = `${complaint}${data.toString()}`.slice(-4_000);
    });
    child.on('message', (message: ChildMessage) => {
      said = message;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (said && 'samples' in said) {
        resolve(said);
      } else {
        const why = said?.error ?? complaint.trim();
        reject(new Error(why || `the process ended with ${signal ?? code}`));
      }
    });
  });
}
