import { ClusterFailure, describeFailure } from '../clusters/clusterFailure';
import { Omission } from '../snapshot/omission';
import { WatchedKind } from './watchedKinds';

/**
 * A kind that may not be read in the whole cluster, and is read in some namespaces.
 */
export function onlyInNamespaces(
  cluster: string,
  { type, needed, consequence, decides }: WatchedKind,
  refusal: ClusterFailure,
  namespaces: readonly string[],
): Omission {
  const sentence = describeFailure(cluster, `list ${type.plural}`, refusal);
  const which = type.namespaced
    ? `Those in ${many(namespaces)}`
    : many(namespaces);
  const read = `${which} are read as networkPolicy.clusters says`;
  return needed
    ? {
        sentence: `${sentence}. ${read}; what is in other namespaces is not known, and could decide otherwise.`,
        decides: { outsideOf: namespaces },
      }
    : { sentence: `${sentence}. ${read}. Elsewhere: ${consequence}.`, decides };
}

/**
 * Namespaces of which nothing but the names may be read.
 */
export function bareNamespaces(names: readonly string[]): Omission[] {
  return names.map(name => ({
    sentence: `The labels of namespace ${name} may not be read; policies that select namespaces by labels are evaluated as if it had none but that of its name.`,
    decides: { namespace: name },
  }));
}

function many(namespaces: readonly string[]): string {
  return namespaces.length === 1
    ? `namespace ${namespaces[0]}`
    : `the namespaces ${namespaces.join(', ')}`;
}
