import { InputError } from '@backstage/errors';
import { LoadedEntity } from '../targets/LoadedEntity';
import { EntityWorkload } from '../targets/entityWorkload';
import { requireWorkload } from '../targets/requireWorkload';

/**
 * The pods of an entity that can have a policy in a namespace at all, by its own annotations. A selector without an
 * equality label, such as `!canary` or `app!=x`, selects the pods of everybody.
 *
 * @throws InputError with what to change in the entity.
 */
export function requireWritableEntity(
  entity: LoadedEntity,
  namespace: string,
): EntityWorkload {
  const { entityRef } = entity;
  const workload = requireWorkload(entity);
  if (Object.keys(workload.selector.matchLabels).length === 0) {
    throw new InputError(
      `Nothing was changed: the annotation backstage.io/kubernetes-label-selector of ${entityRef} has no label with a value, such as app=web, so its pods cannot be told from those of others. Add one`,
    );
  }
  if (workload.namespace && workload.namespace !== namespace) {
    throw new InputError(
      `Nothing was changed: ${entityRef} runs in namespace ${workload.namespace} only, as its annotation backstage.io/kubernetes-namespace says`,
    );
  }
  return workload;
}
