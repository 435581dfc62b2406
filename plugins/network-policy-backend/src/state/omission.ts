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
  return !omissions.some(({ decides }) => isAbout(decides, namespaces));
}

function isAbout(
  decides: Omission['decides'],
  namespaces: readonly string[],
): boolean {
  if (typeof decides === 'string') {
    return decides === 'all';
  }
  return 'namespace' in decides
    ? namespaces.includes(decides.namespace)
    : namespaces.some(namespace => !decides.outsideOf.includes(namespace));
}
