import { standardInput } from './standardInput';

/** What is wrong with something that was given: where it is, as exactly as is known, and why. */
export interface InputProblem {
  /** The file as the person named it; absent for what was typed on the command line or read from a cluster. */
  file?: string;
  /** Counts from 1. */
  line?: number;
  /** Number of the document in its file, from 1. */
  document?: number;
  /** The object, like `NetworkPolicy default/web`. */
  object?: string;
  /** The field, like `spec.ingress[0].ports[1].endPort`. */
  path?: string;
  message: string;
}

/** A place as people write it: `web.yaml:12`. */
export function formatPlace(file: string, line?: number): string {
  const name = file === standardInput ? '<stdin>' : file;
  return line === undefined ? name : `${name}:${line}`;
}

/** A problem in one line: `web.yaml:12: document 2: NetworkPolicy default/web: spec.podSelector: Required value`. */
export function formatProblem(problem: InputProblem): string {
  const { file, line, document, object, path, message } = problem;
  return [
    ...(file === undefined ? [] : [formatPlace(file, line)]),
    ...(document ? [`document ${document}`] : []),
    ...(object ? [object] : []),
    ...(path ? [path] : []),
    message,
  ].join(': ');
}
