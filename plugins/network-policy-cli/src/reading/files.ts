import { Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputProblem } from './problem';
import { standardInput } from './standardInput';

const manifestPattern = /\.(ya?ml|json)$/;

const sentences: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  EISDIR: 'it is a folder',
  ENOTDIR: 'there is no such file or folder',
  ELOOP: 'its symbolic links lead in a circle',
  ERR_STRING_TOO_LONG: 'it is too large to be read: split it',
  ERR_FS_FILE_TOO_LARGE: 'it is too large to be read: split it',
};

/** Why a file could not be read, in words. */
export function describeFileError(error: unknown): string {
  const code =
    typeof error === 'object' && error !== null && 'code' in error
      ? error.code
      : '';
  return sentences[String(code)] ?? String(error);
}

const byName = (one: Dirent, other: Dirent) => (one.name < other.name ? -1 : 1);

function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) {
    return entry.isFile();
  }
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

// A folder that is linked to may hold the link itself, so only files are followed.
function manifestsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort(byName)
    .flatMap(entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return manifestsIn(path);
      }
      return manifestPattern.test(entry.name) && isFile(entry, path)
        ? [path]
        : [];
    });
}

/** A file to read; `asked` when the person named it, and not only a folder that it lies in. */
export interface FoundFile {
  path: string;
  asked: boolean;
}

/**
 * The files that paths lead to, each once: a folder's manifests and those of its folders, sorted by name. What is
 * hidden stays so.
 */
export function findFiles(paths: readonly string[]): {
  files: readonly FoundFile[];
  problems: readonly InputProblem[];
} {
  const files = new Map<string, FoundFile>();
  const problems: InputProblem[] = [];
  for (const path of paths) {
    try {
      const isFolder = path !== standardInput && statSync(path).isDirectory();
      const found = isFolder ? manifestsIn(path) : [path];
      if (found.length === 0) {
        problems.push({
          file: path,
          message: 'there are no .yaml, .yml or .json files in this folder',
        });
      }
      for (const file of found) {
        const known = files.get(file);
        files.set(file, {
          path: file,
          asked: !isFolder || known?.asked === true,
        });
      }
    } catch (error) {
      problems.push({ file: path, message: describeFileError(error) });
    }
  }
  return { files: [...files.values()], problems };
}
