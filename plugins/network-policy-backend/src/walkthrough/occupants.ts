import { isManaged } from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { toError } from '../clusters/clusterFailure';
import { kubernetesObjectSchema } from '../clusters/kubernetesObject';
import { describeObject, resources } from '../clusters/resources';

/**
 * What others have put into a namespace, as far as the portal may look: a namespace takes all of it along when it is
 * removed. Probes are our own.
 *
 * @throws ClusterError when it cannot be listed.
 */
export async function occupantsOf(
  { reader, name }: EvaluableCluster,
  namespace: string,
): Promise<string[]> {
  const found = await Promise.all(
    [resources.pods, resources.services, resources.networkPolicies].map(
      async type => {
        const answer = await reader.list(type, { namespace });
        if (!answer.ok) {
          const action = `list ${type.plural} in namespace ${namespace}`;
          throw toError(name, action, answer.failure);
        }
        return answer.value
          .map(raw => kubernetesObjectSchema.parse(raw).metadata)
          .filter(({ labels }) => !isManaged(labels))
          .map(metadata => describeObject(type, metadata));
      },
    ),
  );
  return found.flat();
}
