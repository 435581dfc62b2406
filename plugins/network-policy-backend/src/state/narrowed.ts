import { ClusterFailure, describeFailure } from '../clusters/clusterFailure';
import { Omission } from './omission';
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
  const why = describeFailure(cluster, `list ${type.plural}`, refusal);
  const only =
    namespaces.length === 1
      ? `Only namespace ${namespaces[0]} is read`
      : `Only the namespaces ${namespaces.join(', ')} are read`;
  return needed
    ? {
        sentence: `${why}. ${only}; what is in others is not known and could decide otherwise.`,
        decides: { outsideOf: namespaces },
      }
    : { sentence: `${why}. ${only}. In others: ${consequence}.`, decides };
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
