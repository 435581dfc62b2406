// The options of the launcher's commands: words such as --postgres, each there or not.
import { Failure } from './failure.mjs';

/**
 * Reads the arguments of a command.
 * @param {string} command as a person types it
 * @param {readonly string[]} known the options that it has
 * @param {readonly string[]} args
 * @returns {ReadonlySet<string>} those that were given
 */
export function readOptions(command, known, args) {
  const unknown = args.filter(argument => !known.includes(argument));
  if (unknown.length > 0) {
    throw new Failure(
      `${command} has no option ${unknown.join(' ')}: it knows ${known.join(
        ', ',
      )}. Nothing was started.`,
    );
  }
  return new Set(args);
}
