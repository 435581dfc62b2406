import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { toError } from '../clusters/clusterFailure';
import { KubernetesObject } from '../clusters/kubernetesObject';
import {
  describeObject,
  ObjectLocation,
  resources,
} from '../clusters/resources';

/**
 * The policy of that name, or undefined.
 *
 * @throws ClusterError when the cluster does not say.
 */
export async function readPolicy(
  { reader, name }: EvaluableCluster,
  location: ObjectLocation,
): Promise<KubernetesObject | undefined> {
  const answer = await reader.get(resources.networkPolicies, location);
  if (answer.ok) {
    return answer.value;
  }
  if (answer.failure.kind === 'not-found') {
    return undefined;
  }
  const what = describeObject(resources.networkPolicies, location);
  throw toError(name, `get ${what}`, answer.failure);
}
