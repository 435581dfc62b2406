import {
  ClusterObject,
  ClusterSnapshot,
  collectSnapshot,
  DecidingPolicy,
  Pod,
  Problem,
  ReadObject,
  readObject,
} from 'backstage-plugin-network-policy-common';
import { Progress } from '../progress';
import { FindPlace, Origin } from './places';
import { formatPlace, InputProblem } from './problem';
import { Finding } from './readFiles';
import { unknownFieldsOf } from './unknownFields';

/** Everything that was read. */
export interface Collected {
  snapshot: ClusterSnapshot;
  problems: readonly InputProblem[];
  /** How many objects there were of each kind that no verdict depends on. */
  ignored: ReadonlyMap<string, number>;
  /** What runs pods that cannot be read, like `Service.serving.knative.dev pay/fn`. */
  unreadPods: readonly string[];
  /** What a document that could not be read leaves open, one sentence each. */
  unreadDocuments: readonly string[];
  /** Files that hold something else than objects of Kubernetes. */
  otherFiles: readonly string[];
  /** Every pod that was given, and those that workloads would run, of which the pods may be among the given ones. */
  everyPod: readonly Pod[];
  /** Where a policy was found: in a file, or as it is in the cluster. */
  sourceOf: (policy: DecidingPolicy) => PolicySource | undefined;
}

/** Where a policy was found. */
export type PolicySource =
  | { kind: 'file'; origin: Origin }
  | { kind: 'cluster'; raw: unknown };

type ObjectFinding = Extract<Finding, { kind: 'object' }>;

interface Known {
  kind: string;
  objects: readonly ClusterObject[];
  origin?: Origin;
  /** Kept for policies of a cluster only: theirs can be shown, but nobody has the lines. */
  raw?: unknown;
}

// The pods of anything else than a Pod are planned; no pod that is given can have such a name.
function podsOf({ kind, objects }: Known): Pod[] {
  return objects.flatMap(found => {
    if (found.kind !== 'Pod') {
      return [];
    }
    const { object: pod } = found;
    return kind === 'Pod' ? [pod] : [{ ...pod, name: `${kind} ${pod.name}` }];
  });
}

function describe(
  kind: string,
  { namespace, name }: { namespace?: string; name?: string },
): string {
  return name
    ? `${kind || 'Object'} ${[namespace, name].filter(Boolean).join('/')}`
    : `${kind || 'An object'} without a name`;
}

/** @param name - of the object; who has none is found by its place in the list that it is in */
function toProblem(
  { path, message }: Problem,
  origin: Origin | undefined,
  { object, name }: { object: string; name?: string },
  findPlace: FindPlace,
): InputProblem {
  const place = name ? '' : origin?.path;
  const field = [place, path].filter(Boolean).join('.');
  return {
    ...(origin && {
      file: origin.file,
      line: findPlace(origin, path)?.line,
      document: origin.document,
    }),
    object,
    ...(field && { path: field }),
    message,
  };
}

// In a file a field that the API does not know is a mistake, and the object is not what its author means (rule 21f). In a
// cluster it may be a field of a later version.
function readStrictly({ raw, origin }: ObjectFinding): ReadObject {
  const read = readObject(raw);
  const unknown = origin ? unknownFieldsOf(raw) : [];
  if (unknown.length === 0) {
    return read;
  }
  const { kind, name } = read;
  const namespace = 'namespace' in read ? read.namespace : undefined;
  const problems = read.outcome === 'invalid' ? read.problems : [];
  const paths = new Set(unknown.map(({ path }) => path));
  return {
    outcome: 'invalid',
    kind,
    ...(namespace && { namespace }),
    ...(name && { name }),
    problems: [...unknown, ...problems.filter(({ path }) => !paths.has(path))],
  };
}

function describeUnread({ file, document, object }: InputProblem): string {
  const where = [
    object,
    document ? `document ${document}` : undefined,
    file === undefined ? undefined : formatPlace(file),
  ].filter(Boolean);
  return `${where.join(
    ' of ',
  )} could not be read and is left out: a policy in it may allow or deny other connections.`;
}

/** Puts what was found together: one of each name, and everything else is said. */
export function collect(
  findings: Iterable<Finding>,
  findPlace: FindPlace,
  progress: Progress,
): Collected {
  const problems: InputProblem[] = [];
  const ignored = new Map<string, number>();
  const unreadPods = new Set<string>();
  const unreadDocuments = new Set<string>();
  const otherFiles = new Set<string>();
  const known = new Map<string, Known>();

  const remember = (
    { kind, objects, ...named }: Extract<ReadObject, { outcome: 'read' }>,
    { raw, origin }: ObjectFinding,
  ) => {
    const object = describe(kind, named);
    const before = known.get(object);
    const isPolicy = kind.endsWith('NetworkPolicy');
    known.set(object, {
      kind,
      objects,
      origin,
      ...(!origin && isPolicy && { raw }),
    });
    // Many a file begins with its namespace, and folders overlap: the same thing said twice is no contradiction.
    if (before && JSON.stringify(before.objects) !== JSON.stringify(objects)) {
      const where = before.origin
        ? ` in ${formatPlace(before.origin.file)} (document ${
            before.origin.document
          })`
        : '';
      const message = `it is given already, and differently${where}; this one counts`;
      problems.push(
        toProblem(
          { path: '', message },
          origin,
          { object, name: named.name },
          findPlace,
        ),
      );
    }
  };

  const readOne = (finding: ObjectFinding): ReadObject => {
    const read = readStrictly(finding);
    switch (read.outcome) {
      case 'read':
        remember(read, finding);
        break;
      case 'ignored':
        if (read.runsPods) {
          unreadPods.add(describe(read.kind, read));
          break;
        }
        ignored.set(read.kind, (ignored.get(read.kind) ?? 0) + 1);
        break;
      case 'invalid': {
        const object = describe(read.kind, read);
        const { name } = read;
        problems.push(
          ...read.problems.map(problem =>
            toProblem(problem, finding.origin, { object, name }, findPlace),
          ),
        );
        break;
      }
      default:
    }
    return read;
  };

  function* readAll(): Generator<ReadObject> {
    let done = 0;
    for (const finding of findings) {
      switch (finding.kind) {
        case 'problem':
          problems.push(finding.problem);
          unreadDocuments.add(describeUnread(finding.problem));
          break;
        case 'no-object':
          otherFiles.add(finding.origin.file);
          break;
        default:
          progress.report('Reading objects', done++);
          yield readOne(finding);
      }
    }
  }

  const snapshot = collectSnapshot(readAll());
  return {
    snapshot,
    problems,
    ignored,
    unreadPods: [...unreadPods],
    unreadDocuments: [...unreadDocuments],
    otherFiles: [...otherFiles],
    everyPod: [...known.values()].flatMap(podsOf),
    sourceOf(policy) {
      const found = known.get(describe(policy.kind, policy));
      if (found?.origin) {
        return { kind: 'file', origin: found.origin };
      }
      return found?.raw === undefined
        ? undefined
        : { kind: 'cluster', raw: found.raw };
    },
  };
}
