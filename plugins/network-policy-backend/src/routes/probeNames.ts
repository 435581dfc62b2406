import {
  ProbeRun,
  ReachTargetPlace,
} from 'backstage-plugin-network-policy-common';
import { LoadedEntity } from '../targets/LoadedEntity';
import { ownTargets } from '../ownership/ownTargets';
import { findCluster, noTarget } from '../targets/findTarget';
import { Person, Service } from './Caller';
import { RouteServices } from './RouteServices';

/**
 * A run as a caller may see it. Without the permission for names these are the attempts that the caller has asked for:
 * the control is a namespace that we chose.
 */
export function runFor(
  run: ProbeRun,
  { namesShown, caller }: { namesShown: boolean; caller: Person | Service },
): ProbeRun {
  if (namesShown) {
    return run;
  }
  const isOwn = caller.type === 'person' && caller.ref === run.requestedBy;
  return {
    ...run,
    attempts: isOwn
      ? run.attempts.filter(({ purpose }) => purpose === 'requested')
      : [],
  };
}

/**
 * A caller without the permission for names probes only pods that are the entity's own.
 *
 * @throws NotFoundError as for a namespace without pods of the entity, and what {@link findCluster} throws.
 */
export async function requireOwnTarget(
  { clusters, ownership }: Pick<RouteServices, 'clusters' | 'ownership'>,
  entity: LoadedEntity,
  { cluster: name, namespace }: ReachTargetPlace,
): Promise<void> {
  const { cluster } = await findCluster(clusters, entity, name);
  const isOwn = ownTargets(ownership, entity);
  if (!(await isOwn({ cluster, namespace }))) {
    throw noTarget(entity, { cluster: name, namespace });
  }
}
