// Where the launcher reads and writes. Everything it writes is in the repository's folder and ignored by git.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folder of Node and Yarn when the machine has none that fit. */
export const toolchainFolder = join(root, '.toolchain');

/** Folder of databases, logs and reports; may be deleted at any time. */
export const stateFolder = join(root, '.state');

/** The log file of a program. */
export const logFile = name => join(stateFolder, 'log', `${name}.log`);
