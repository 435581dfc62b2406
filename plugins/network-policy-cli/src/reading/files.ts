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
  const message = error instanceof Error ? error.message : String(error);
  return sentences[String(code)] ?? message.split('\n')[0];
}

const byName = (one: Dirent, other: Dirent) => (one.name < other.name ? -1 : 1);

type Tell = (problem: InputProblem) => void;

function isFile(entry: Dirent, path: string, tell: Tell): boolean {
  if (!entry.isSymbolicLink()) {
    return entry.isFile();
  }
  const target = statSync(path, { throwIfNoEntry: false });
  if (!target) {
    tell({ file: path, message: 'its symbolic link leads nowhere' });
  }
  return target?.isFile() ?? false;
}

function withoutFailing<T>(path: string, tell: Tell, read: () => T[]): T[] {
  try {
    return read();
  } catch (error) {
    tell({ file: path, message: describeFileError(error) });
    return [];
  }
}

// A folder that is linked to may hold the link itself, so only files are followed.
function manifestsIn(folder: string, tell: Tell): string[] {
  const entries = withoutFailing(folder, tell, () =>
    readdirSync(folder, { withFileTypes: true }),
  );
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort(byName)
    .flatMap(entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return manifestsIn(path, tell);
      }
      return manifestPattern.test(entry.name)
        ? withoutFailing(path, tell, () =>
            isFile(entry, path, tell) ? [path] : [],
          )
        : [];
    });
}

/** A file to read; `asked` when the person named it, and not only a folder that it lies in. */
export interface FoundFile {
  path: string;
  asked: boolean;
}

function filesAt(path: string, tell: Tell): FoundFile[] {
  return withoutFailing<FoundFile>(path, tell, () => {
    if (path === standardInput || !statSync(path).isDirectory()) {
      return [{ path, asked: true }];
    }
    let complete = true;
    const found = manifestsIn(path, problem => {
      complete = false;
      tell(problem);
    });
    if (complete && found.length === 0) {
      const message = 'there are no .yaml, .yml or .json files in this folder';
      tell({ file: path, message });
    }
    return found.map(file => ({ path: file, asked: false }));
  });
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
  const tell: Tell = problem => problems.push(problem);
  for (const path of paths) {
    for (const { path: file, asked } of filesAt(path, tell)) {
      const known = files.get(file);
      files.set(file, { path: file, asked: asked || known?.asked === true });
    }
  }
  return { files: [...files.values()], problems };
}
