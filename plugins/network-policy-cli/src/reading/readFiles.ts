import { readFileSync, statSync } from 'node:fs';
import { Progress } from '../progress';
import { describeFileError, FoundFile } from './files';
import { standardInput } from './standardInput';
import { objectsIn } from './objects';
import { parseJson, parseYaml } from './parseText';
import { Origin } from './places';
import { InputProblem } from './problem';
import {
  DocumentText,
  isBlank,
  isJson,
  splitDocuments,
} from './splitDocuments';

/** What was found in a file or a cluster: an object, something that is none, or a problem. */
export type Finding =
  | { kind: 'object'; raw: unknown; origin?: Origin }
  | { kind: 'no-object'; origin: Origin }
  | { kind: 'problem'; problem: InputProblem };

/** The texts of files, by the name that the person gave. */
export type ReadText = (file: string) => string;

const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');

/** Reads files; what came by standard input or another pipe can be read again. */
export function textReader(standardInputText: string | undefined): ReadText {
  const kept = new Map([[standardInput, withoutMark(standardInputText ?? '')]]);
  return file => {
    const known = kept.get(file);
    if (known !== undefined) {
      return known;
    }
    const text = withoutMark(readFileSync(file, 'utf8'));
    if (!statSync(file).isFile()) {
      kept.set(file, text);
    }
    return text;
  };
}

// Something with one of these fields was meant to be an object of Kubernetes.
function isMeantAsObject(raw: unknown): boolean {
  return (
    typeof raw === 'object' &&
    raw !== null &&
    ['apiVersion', 'kind'].some(field => Object.hasOwn(raw, field))
  );
}

function* readDocument(
  file: FoundFile,
  { number, firstLine, text }: DocumentText,
  asJson: boolean,
): Generator<Finding> {
  const parsed = asJson ? parseJson(text) : parseYaml(text);
  if (!parsed.ok) {
    const { line, object, message } = parsed;
    const problem = {
      file: file.path,
      ...(object && { object }),
      ...(line !== undefined && { line: firstLine + line }),
      document: number,
      message,
    };
    yield { kind: 'problem', problem };
    return;
  }
  for (const found of objectsIn(parsed.value)) {
    if ('tooDeep' in found) {
      const message = 'its lists are nested too deeply to be read';
      const problem = { file: file.path, document: number, message };
      yield { kind: 'problem', problem };
      continue;
    }
    const { path, raw } = found;
    const origin = { file: file.path, document: number, path };
    // A folder may hold other files than manifests, like patches and rules of alerts; a file that was named is meant to
    // be one, and so is an item of a List.
    yield file.asked || path.startsWith('items') || isMeantAsObject(raw)
      ? { kind: 'object', raw, origin }
      : { kind: 'no-object', origin };
  }
}

/** Reads the objects of files one after the other. What cannot be read does not stop the rest. */
export function* readFiles(
  files: readonly FoundFile[],
  readText: ReadText,
  progress: Progress,
): Generator<Finding> {
  for (const [done, file] of files.entries()) {
    progress.report('Reading files', done, files.length);
    let text: string;
    try {
      text = readText(file.path);
    } catch (error) {
      const problem = { file: file.path, message: describeFileError(error) };
      yield { kind: 'problem', problem };
      continue;
    }
    const asJson = isJson(text);
    for (const document of splitDocuments(text)) {
      if (!isBlank(document.text)) {
        yield* readDocument(file, document, asJson);
      }
    }
  }
}
