import { ConflictError } from '@backstage/errors';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { toError } from '../clusters/clusterFailure';
import { kubernetesObjectSchema } from '../clusters/kubernetesObject';
import { describeObject, resources } from '../clusters/resources';
import { selectorOfExample } from './walkthroughObjects';
import { MadeObjects } from './WalkthroughRecord';

/**
 * The walkthrough's Service and policy select pods by label, so they would lead to and isolate pods that others have
 * made.
 *
 * @throws ConflictError when there is such a pod, ClusterError when pods cannot be listed
 */
export async function requireNoStrangers(
  { reader, name }: EvaluableCluster,
  made: MadeObjects,
): Promise<void> {
  const { namespace, labels } = selectorOfExample;
  const labelSelector = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const answer = await reader.list(resources.pods, {
    namespace,
    labelSelector,
  });
  if (!answer.ok) {
    throw toError(name, `list pods in namespace ${namespace}`, answer.failure);
  }
  const stranger = answer.value
    .map(raw => kubernetesObjectSchema.parse(raw).metadata)
    .find(({ uid }) => !made.has({ kind: resources.pods.kind, uid }));
  if (stranger) {
    throw new ConflictError(
      `Nothing was changed. ${describeObject(
        resources.pods,
        stranger,
      )} carries the label ${labelSelector} and was not made by the walkthrough, which would lead traffic to it and isolate it. Change its label or remove it first`,
    );
  }
}
