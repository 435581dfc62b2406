// What a person sees on the terminal: one line for each step, with its time.
import { stripVTControlCharacters } from 'node:util';

let open = false;

/** Prints lines, after the line of a step that is still going on. */
export function say(...lines) {
  if (open) process.stdout.write('\n');
  open = false;
  for (const line of lines) process.stdout.write(`${line}\n`);
}

/** A time span in words: 0.4 s, 83 s, 2 min 5 s. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Runs one step: its title at once, its outcome and time when it ends.
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {(result: T) => string} [outcome] a word or two about the result
 * @returns {Promise<T>}
 * @template T
 */
export async function step(title, work, outcome = () => 'done') {
  const begin = Date.now();
  const end = word => {
    const line = `${word}, ${duration(Date.now() - begin)}`;
    process.stdout.write(open ? `${line}\n` : `${title}: ${line}\n`);
    open = false;
  };
  say();
  process.stdout.write(`${title} … `);
  open = true;
  try {
    const result = await work();
    end(outcome(result));
    return result;
  } catch (error) {
    end('failed');
    throw error;
  }
}

/** The last lines of an output that say something, without colours. */
export function lastLines(lines, count) {
  return lines
    .map(line => stripVTControlCharacters(line).trimEnd())
    .filter(line => line && !/^\s+at /.test(line))
    .slice(-count);
}
