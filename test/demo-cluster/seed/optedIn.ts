import { ObjectStore } from '../storage/store';

/**
 * Namespaces whose owners have bound the writer's role there: those that name their owners, and the one that the
 * walkthrough makes, for which the set-up has consented.
 */
export function optedIn(store: ObjectStore): string[] {
  const consenting = store
    .list('namespaces')
    .filter(
      ({ metadata: { annotations = {} } }) =>
        'network-policy.backstage.io/owners' in annotations,
    )
    .map(({ metadata }) => metadata.name);
  return [...consenting, 'secondary'];
}
