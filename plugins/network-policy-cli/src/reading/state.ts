import {
  ClusterSnapshot,
  DecidingPolicy,
  Pod,
} from 'backstage-plugin-network-policy-common';
import { dump } from 'js-yaml';
import { UnusableInputError } from '../failure';
import { createProgress } from '../progress';
import { readInput, Terminal } from '../terminal';
import { collect, Collected } from './collect';
import { findFiles } from './files';
import { standardInput } from './standardInput';
import { placesIn } from './places';
import { formatProblem, InputProblem } from './problem';
import { Finding, readFiles, textReader } from './readFiles';

/** Where a state comes from: files and folders, or a cluster. */
export interface StateOptions {
  paths: readonly string[];
  context?: string;
  kubeconfig?: string;
  /** Whether nothing is evaluated when something cannot be read. */
  strict?: boolean;
  /** Whether neither progress nor what is ignored is told. */
  quiet?: boolean;
}

/** A part of a policy as it is written. */
export interface Quote {
  file?: string;
  document?: number;
  line?: number;
  endLine?: number;
  text: readonly string[];
}

/** The state of a cluster, and where it came from. */
export interface State {
  snapshot: ClusterSnapshot;
  /** Every pod that was given, and those that workloads would run, of which the pods may be among the given ones. */
  everyPod: readonly Pod[];
  problems: readonly InputProblem[];
  /** What the state lacks because it could not be read, one sentence each: a list of it is not complete. */
  missing: readonly string[];
  /** A field of a policy as its file writes it. */
  quote: (policy: DecidingPolicy, path: string) => Quote | undefined;
}

interface Source {
  findings: Iterable<Finding>;
  problems: readonly InputProblem[];
  readText: (file: string) => string;
  /** What could not be read, one sentence each. */
  notEvaluated: readonly string[];
}

async function openFiles(
  paths: readonly string[],
  terminal: Terminal,
  progress: ReturnType<typeof createProgress>,
): Promise<Source> {
  const { files, problems } = findFiles(paths);
  const input = files.some(({ path }) => path === standardInput)
    ? await readInput(terminal)
    : undefined;
  const readText = textReader(input);
  return {
    findings: readFiles(files, readText, progress),
    problems,
    readText,
    notEvaluated: [],
  };
}

async function openCluster(
  options: StateOptions,
  progress: ReturnType<typeof createProgress>,
): Promise<Source> {
  const { readCluster } = await import('./kubernetes/readCluster');
  const { objects, notEvaluated } = await readCluster(options, progress);
  return {
    findings: objects.map(raw => ({ kind: 'object', raw })),
    problems: [],
    readText: () => '',
    notEvaluated,
  };
}

function open(
  options: StateOptions,
  terminal: Terminal,
  progress: ReturnType<typeof createProgress>,
): Promise<Source> {
  const fromCluster =
    options.context !== undefined || options.kubeconfig !== undefined;
  if (fromCluster && options.paths.length > 0) {
    throw new UnusableInputError(
      'Name files and folders, or a cluster with --context or --kubeconfig, not both.',
    );
  }
  if (fromCluster) {
    return openCluster(options, progress);
  }
  if (options.paths.length === 0) {
    throw new UnusableInputError(
      'Name the files or folders to read, - for standard input, or a cluster with --context or --kubeconfig.',
    );
  }
  return openFiles(options.paths, terminal, progress);
}

function tell(
  { ignored, otherFiles }: Collected,
  say: (line: string) => void,
): void {
  if (ignored.size > 0) {
    const kinds = [...ignored].map(([kind, count]) => `${kind} (${count})`);
    say(`Ignored, as no verdict depends on them: ${kinds.sort().join(', ')}.`);
  }
  if (otherFiles.length > 0) {
    say(`Ignored, as they hold no objects: ${otherFiles.join(', ')}.`);
  }
}

const mostNames = 5;

function missingPods({ unreadPods }: Collected): string[] {
  if (unreadPods.length === 0) {
    return [];
  }
  const names = unreadPods.slice(0, mostNames).join(', ');
  const more = unreadPods.length - mostNames;
  return [
    `Pods are missing, as their labels cannot be read from what runs them: ${names}${
      more > 0 ? ` and ${more} more` : ''
    }.`,
  ];
}

function quoteFrom(
  { sourceOf }: Collected,
  findPlace: ReturnType<typeof placesIn>,
): State['quote'] {
  return (policy, path) => {
    const source = sourceOf(policy);
    if (source?.kind === 'file') {
      return findPlace(source.origin, path);
    }
    const part = source && fieldOf(source.raw, path);
    if (part === undefined) {
      return undefined;
    }
    // An item of a list looks like one, and any other field has its name.
    const named = path.endsWith(']') ? [part] : { [path]: part };
    const text = dump(named, { lineWidth: -1, noArrayIndent: true });
    return { text: text.trimEnd().split('\n') };
  };
}

function fieldOf(raw: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[key]
          : undefined,
      raw,
    );
}

/**
 * Reads the state that a command is about, and tells what could not be read of it.
 *
 * @throws UnusableInputError where there is nothing to ask questions about
 */
export async function loadState(
  options: StateOptions,
  terminal: Terminal,
): Promise<State> {
  const progress = createProgress(options.quiet ? undefined : terminal.stderr);
  const source = await open(options, terminal, progress);
  const findPlace = placesIn(source.readText);
  const collected = collect(source.findings, findPlace, progress);
  progress.end();
  const say = (line: string) => terminal.stderr.write(`${line}\n`);
  const problems = [...source.problems, ...collected.problems];
  problems.forEach(problem => say(formatProblem(problem)));
  if (options.strict && problems.length > 0) {
    throw new UnusableInputError(
      `Nothing was evaluated: ${
        problems.length === 1
          ? 'there is a problem'
          : `there are ${problems.length} problems`
      } in what was given.`,
    );
  }
  const snapshot = {
    ...collected.snapshot,
    notEvaluated: [
      ...collected.snapshot.notEvaluated,
      ...collected.unreadDocuments,
      ...source.notEvaluated,
    ],
  };
  if (!options.quiet) {
    tell(collected, say);
  }
  return {
    snapshot,
    everyPod: collected.everyPod,
    problems,
    missing: missingPods(collected),
    quote: quoteFrom(collected, findPlace),
  };
}
