import { ConflictError } from '@backstage/errors';
import { ClusterFailure, toError } from '../clusters/clusterFailure';
import {
  describeObject,
  ObjectLocation,
  resources,
} from '../clusters/resources';

/**
 * The error for a policy that the API server did not write or delete.
 *
 * @param action - the verb, such as `apply`
 */
export function refusedWrite(
  cluster: string,
  action: string,
  location: ObjectLocation,
  failure: ClusterFailure,
): Error {
  const what = describeObject(resources.networkPolicies, location);
  switch (failure.kind) {
    case 'already-exists':
      return new ConflictError(
        `${what} was left unchanged: somebody else created it at the same moment. Look at it before you go on`,
      );
    case 'conflict':
      return new ConflictError(
        `${what} was left unchanged: somebody else changed it at the same moment. Look at it before you go on (${failure.message})`,
      );
    default:
      return toError(cluster, `${action} ${what}`, failure);
  }
}
