import { z } from 'zod';
import { describeObject, ResourceType } from '../clusters/resources';

/**
 * Something of a cluster that was left out of what is evaluated.
 */
export interface Omission {
  /** What it is, and what follows from it. */
  sentence: string;
  /**
   * The connections that it could decide about: all, none, those from and to a namespace, or those from and to any
   * namespace but some.
   */
  decides:
    | 'all'
    | 'none'
    | { namespace: string }
    | { outsideOf: readonly string[] };
}

/** Only what tells which object it is: the rest may be what was not understood. */
const identitySchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
  }),
});

function decidesOf(
  type: ResourceType,
  { name, namespace }: { name: string; namespace?: string },
): Omission['decides'] {
  switch (type.kind) {
    // Without its labels, selectors of namespaces may miss it.
    case 'Namespace':
      return { namespace: name };
    case 'NetworkPolicy':
      return namespace === undefined ? 'all' : { namespace };
    case 'AdminNetworkPolicy':
    case 'BaselineAdminNetworkPolicy':
    case 'ClusterNetworkPolicy':
      return 'all';
    default:
      return 'none';
  }
}

/**
 * An object that was not understood.
 */
export function notUnderstood(
  type: ResourceType,
  raw: unknown,
  problems: readonly { path: string; message: string }[],
): Omission {
  const object = identitySchema.safeParse(raw);
  const which = object.success
    ? describeObject(type, object.data.metadata)
    : `A ${type.kind} without a name`;
  const [problem] = problems;
  const why = problem ? `: ${problem.path} ${problem.message}` : '';
  return {
    sentence: `${which} was not understood and is left out${why}.`,
    decides: object.success ? decidesOf(type, object.data.metadata) : 'all',
  };
}

/**
 * Whether nothing that was left out could decide about connections between pods of these namespaces.
 */
export function isDecided(
  omissions: readonly Omission[],
  namespaces: readonly string[],
): boolean {
  const decided = decidedNamespaces(omissions);
  return namespaces.every(decided);
}

/**
 * Finds out for many namespaces whether nothing that was left out could decide about connections of their pods.
 */
export function decidedNamespaces(
  omissions: readonly Omission[],
): (namespace: string) => boolean {
  const undecided = new Set<string>();
  const only = new Array<ReadonlySet<string>>();
  for (const { decides } of omissions) {
    if (decides === 'all') {
      return () => false;
    }
    if (typeof decides === 'object' && 'namespace' in decides) {
      undecided.add(decides.namespace);
    } else if (typeof decides === 'object') {
      only.push(new Set(decides.outsideOf));
    }
  }
  return namespace =>
    !undecided.has(namespace) && only.every(read => read.has(namespace));
}
