// One check of the project: runs a program, shows the part of its output that matters, and counts.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inWords, oneCheck } from './counts.mjs';
import { describe, shown } from './failure.mjs';
import { logFile, stateFolder } from './folders.mjs';
import { runProgram } from './programs.mjs';
import { lastLines, say, step } from './report.mjs';

/** An empty place for a runner's report. */
export function reportFile(name) {
  const folder = join(stateFolder, 'report');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/**
 * @typedef {object} Check
 * @property {string} name what it is called on the command line
 * @property {string} title
 * @property {string[]} command
 * @property {Record<string, string>} [env]
 * @property {NodeJS.Signals} [signal] how it is ended when the person gives up
 * @property {number} [grace] milliseconds it may take to end
 * @property {(line: string) => boolean} [show] which lines of the output to show as they come
 * @property {(ran: { code: number, lines: string[] }) => { passed: number, failed: number }} [count] one check when missing
 * @property {() => Promise<Record<string, string>>} [before] what it needs first: variables for its environment
 */

/**
 * Runs a check. It never throws: what goes wrong is shown and counted.
 * @param {Check} check
 * @param {NodeJS.ProcessEnv} env
 */
export async function runCheck(check, env) {
  const {
    name,
    title,
    command,
    show = () => false,
    count = ({ code }) => oneCheck(code === 0),
  } = check;
  const log = logFile(`test-${name}`);
  try {
    const variables = check.before ? await check.before() : {};
    return await step(
      title,
      async () => {
        const ran = await runProgram(title, command[0], command.slice(1), {
          env: {
            ...env,
            FORCE_COLOR: '0',
            ...check.env,
            ...variables,
          },
          log,
          signal: check.signal,
          grace: check.grace,
          onLine: line => {
            const text = stripVTControlCharacters(line);
            if (show(text)) say(`  ${text.trim()}`);
          },
        });
        const counts = count(ran);
        if (counts.failed > 0) {
          const untold = ran.lines.filter(
            line => !show(stripVTControlCharacters(line)),
          );
          say(
            ...lastLines(untold, 40).map(line => `  | ${line}`),
            `  The full log is ${shown(log)}.`,
          );
        }
        return counts;
      },
      inWords,
    );
  } catch (error) {
    say(...describe(error).map(line => `  ${line}`));
    return oneCheck(false);
  }
}
