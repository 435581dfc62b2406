import { Problem } from '../parsing/parsed';
import { isList } from './lists';
import { KnownKind, knownKinds } from './knownKinds';
import { validatePathSegmentName } from './names';
import { Pod } from './clusterSnapshot';
import { ClusterObject } from './objects';
import { isOtherPolicy } from './otherPolicies';
import { parseOtherWorkload } from './parseWorkload';
import { podTemplateOf } from './podTemplates';
import { isRawObject, RawObject } from './sharedLabels';

/**
 * What a raw object was found to be.
 *
 * - `read`: the objects that it means; a workload means its pods
 * - `invalid`: what Kubernetes would refuse, or what is no object at all; its kind is empty where it says none
 * - `ignored`: of a kind that verdicts do not depend on; with `runsPods` what it runs cannot be read
 * - `not-evaluated`: a policy of an engine or a version that is not known here and could change a verdict
 *
 * @public
 */
export type ReadObject =
  | {
      outcome: 'read';
      kind: string;
      namespace?: string;
      name: string;
      objects: readonly ClusterObject[];
    }
  | {
      outcome: 'invalid';
      kind: string;
      namespace?: string;
      name?: string;
      problems: readonly Problem[];
    }
  | {
      outcome: 'ignored';
      kind: string;
      apiVersion: string;
      namespace?: string;
      name?: string;
      runsPods?: true;
    }
  | {
      outcome: 'not-evaluated';
      kind: string;
      apiVersion: string;
      namespace?: string;
      name?: string;
    };

/** Where Kubernetes may have later versions of policies. */
const policyGroups: ReadonlySet<string> = new Set([
  'networking.k8s.io',
  'policy.networking.k8s.io',
]);

const kindPattern = /^[A-Za-z](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;
const apiVersionPattern = /^(?:[-a-z0-9.]{1,253}\/)?[-a-z0-9]{1,63}$/;

/**
 * Reads one object of any kind, from a cluster or a manifest. Never throws. Lists are taken apart before, by
 * {@link flattenLists}.
 *
 * @public
 */
export function readObject(raw: unknown): ReadObject {
  if (!isRawObject(raw)) {
    return invalid({}, '', [{ path: '', message: 'must be an object' }]);
  }
  const { kind, apiVersion } = raw;
  const known = typeof kind === 'string' ? knownKind(kind) : undefined;
  if (
    !known ||
    typeof apiVersion !== 'string' ||
    !known.apiVersions.includes(apiVersion)
  ) {
    return readOther(raw, known);
  }
  const ordinary = known.readOrdinary?.(raw);
  return ordinary ? readAs(known, ordinary) : readKnown(raw, known);
}

let lastKnown: KnownKind | undefined;

function knownKind(kind: string): KnownKind | undefined {
  // Objects mostly come sorted by kind.
  if (lastKnown?.kind === kind) {
    return lastKnown;
  }
  const known = knownKinds.get(kind);
  lastKnown = known ?? lastKnown;
  return known;
}

function readAs({ kind }: KnownKind, entry: ClusterObject): ReadObject {
  const { object } = entry;
  return 'namespace' in object
    ? {
        outcome: 'read',
        kind,
        namespace: object.namespace,
        name: object.name,
        objects: [entry],
      }
    : { outcome: 'read', kind, name: object.name, objects: [entry] };
}

function unfit(path: string, value: unknown, what: string): Problem {
  const isMissing = value === undefined || value === null || value === '';
  return {
    path,
    message: isMissing ? 'Required value' : `must be the name of ${what}`,
  };
}

function readKnown(raw: RawObject, known: KnownKind): ReadObject {
  const { kind, read, namespaced } = known;
  const parsed = read(raw);
  if (!parsed.ok) {
    return invalid(raw, kind, parsed.problems, namespaced);
  }
  const { value } = parsed;
  if (!isListOfPods(value)) {
    return readAs(known, value);
  }
  return readAsPods(raw, kind, namespaced, value);
}

function isListOfPods(
  value: ClusterObject | readonly Pod[],
): value is readonly Pod[] {
  return Array.isArray(value);
}

function readOther(raw: RawObject, known: KnownKind | undefined): ReadObject {
  const { kind, apiVersion } = raw;
  if (typeof kind !== 'string' || !kindPattern.test(kind)) {
    return invalid(raw, '', [unfit('kind', kind, 'a kind')]);
  }
  if (isList(raw)) {
    const message = Array.isArray(raw.items)
      ? 'must be read one by one'
      : 'must be a list';
    return invalid(raw, kind, [{ path: 'items', message }]);
  }
  if (typeof apiVersion !== 'string' || !apiVersionPattern.test(apiVersion)) {
    return invalid(raw, kind, [
      unfit('apiVersion', apiVersion, 'an API version'),
    ]);
  }
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  const isPolicy = isOtherPolicy(group, kind);
  if (known && isBuiltIn(group) && !(isPolicy && policyGroups.has(group))) {
    const message = `must be ${known.apiVersions.join(' or ')}`;
    const problem = { path: 'apiVersion', message };
    return invalid(raw, kind, [problem], known.namespaced);
  }
  const { namespace, name } = identityOf(raw);
  if (isPolicy) {
    return {
      outcome: 'not-evaluated',
      kind,
      apiVersion,
      ...(namespace && { namespace }),
      ...(name && { name }),
    };
  }
  const template = podTemplateOf(raw);
  // Of two kinds of one name the one that is not built in is called by its group, too.
  const called = known ? `${kind}.${group}` : kind;
  if (template === 'readable') {
    return readOtherWorkload(raw, called);
  }
  return template === 'unclear'
    ? {
        outcome: 'ignored',
        kind: called,
        apiVersion,
        ...(namespace && { namespace }),
        ...(name && { name }),
        runsPods: true,
      }
    : { outcome: 'ignored', kind, apiVersion, ...(name && { name }) };
}

function readOtherWorkload(raw: RawObject, kind: string): ReadObject {
  const parsed = parseOtherWorkload(raw, kind);
  if (!parsed.ok) {
    return invalid(raw, kind, parsed.problems, true);
  }
  return readAsPods(raw, kind, true, parsed.value);
}

function readAsPods(
  raw: RawObject,
  kind: string,
  namespaced: boolean,
  pods: readonly Pod[],
): ReadObject {
  const { namespace, name = '' } = identityOf(raw, namespaced);
  return {
    outcome: 'read',
    kind,
    ...(namespace && { namespace }),
    name,
    objects: pods.map(object => ({ kind: 'Pod', object })),
  };
}

// A kind of the same name in a group of somebody else's, like the Service of Knative, is another kind.
function isBuiltIn(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}

function invalid(
  raw: RawObject,
  kind: string,
  problems: readonly Problem[],
  namespaced?: boolean,
): ReadObject {
  const { namespace, name } = identityOf(raw, namespaced);
  return {
    outcome: 'invalid',
    kind,
    ...(namespace && { namespace }),
    ...(name && { name }),
    problems,
  };
}

/** What an object calls itself, as far as that can be repeated. */
function identityOf(
  { metadata }: RawObject,
  namespaced?: boolean,
): { namespace?: string; name?: string } {
  const { name, namespace } = isRawObject(metadata) ? metadata : {};
  const where = namespaced ? namespace || 'default' : namespace;
  return {
    ...(namespaced !== false && isNameOf(where) && { namespace: where }),
    ...(isNameOf(name) && { name }),
  };
}

function isNameOf(value: unknown): value is string {
  return (
    typeof value === 'string' && validatePathSegmentName(value) === undefined
  );
}
