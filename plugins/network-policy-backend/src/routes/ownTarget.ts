import { ReachTargetPlace } from 'backstage-plugin-network-policy-common';
import { ownTargets } from '../ownership/ownTargets';
import { findCluster, noTarget } from '../targets/findTarget';
import { LoadedEntity } from '../targets/LoadedEntity';
import { RouteServices } from './RouteServices';

/**
 * Refuses a target that only the entity's annotations claim, to a caller who does not see those.
 *
 * @throws NotFoundError as for a namespace without pods of the entity, and what {@link findCluster} throws.
 */
export async function requireOwnTarget(
  { clusters, ownership }: Pick<RouteServices, 'clusters' | 'ownership'>,
  { entity, claimsShown }: { entity: LoadedEntity; claimsShown: boolean },
  { cluster: name, namespace }: ReachTargetPlace,
): Promise<void> {
  if (claimsShown) {
    return;
  }
  const { cluster } = await findCluster(clusters, entity, name);
  const isOwn = ownTargets(ownership, entity);
  if (!(await isOwn({ cluster, namespace }))) {
    throw noTarget(entity, { cluster: name, namespace });
  }
}
