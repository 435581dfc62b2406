import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { LoadedEntity } from '../targets/LoadedEntity';
import { Ownership } from './Ownership';

/** Tells of a place whether the pods of an entity there are its own, and not only claimed by its annotations. */
export type IsOwn = (place: {
  cluster: EvaluableCluster;
  namespace: string;
}) => Promise<boolean>;

/**
 * Where an entity's pods are its own, for a caller without the permission for the fleet. An annotation of the catalog
 * alone would show where pods with any labels run, and who can reach them. So a namespace must have consented; where the configuration
 * trusts nobody's consent, a selector with an equality label is enough.
 */
export function ownTargets(ownership: Ownership, entity: LoadedEntity): IsOwn {
  return async place => {
    const { matchLabels } = entity.workload()?.selector ?? {};
    if (Object.keys(matchLabels ?? {}).length === 0) {
      return false;
    }
    return !ownership.isConfigured || ownership.hadConsent(entity, place);
  };
}
