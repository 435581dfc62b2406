import { ConflictError } from '@backstage/errors';
import { isManaged } from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { ClusterWriter } from '../clusters/ClusterWriter';
import { describeFailure } from '../clusters/clusterFailure';
import {
  KubernetesObject,
  kubernetesObjectSchema,
} from '../clusters/kubernetesObject';
import { describeObject, resources, ResourceType } from '../clusters/resources';
import { probeJobName, probeRunLabel } from '../targets/probeLabels';

const type = (
  apiVersion: string,
  kind: string,
  plural = `${kind.toLowerCase()}s`,
): ResourceType => ({ apiVersion, kind, plural, namespaced: true });

/** What people and tools put into a namespace. What is left out here is the cluster's own, or belongs to one of these. */
const kinds: readonly ResourceType[] = [
  type('v1', 'ConfigMap'),
  type('v1', 'PersistentVolumeClaim'),
  type('v1', 'ReplicationController'),
  type('v1', 'Secret'),
  type('v1', 'ServiceAccount'),
  ...['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'].map(kind =>
    type('apps/v1', kind),
  ),
  type('batch/v1', 'CronJob'),
  type('networking.k8s.io/v1', 'Ingress', 'ingresses'),
  resources.jobs,
  resources.networkPolicies,
  resources.pods,
  resources.services,
];

/** The cluster puts these into every namespace. */
const ofTheCluster = ['ConfigMap kube-root-ca.crt', 'ServiceAccount default'];

/**
 * A Namespace takes along everything that is in it when it is removed.
 *
 * @throws ConflictError when there is something that is neither the cluster's own nor a probe, or when it cannot be
 *   seen whether there is
 */
export async function requireUnoccupied(
  { name: cluster }: EvaluableCluster,
  writer: ClusterWriter,
  namespace: string,
): Promise<void> {
  const found = await Promise.all(
    kinds.map(async kind => {
      const answer = await writer.list(kind, { namespace });
      if (answer.ok) {
        return answer.value
          .map(raw => kubernetesObjectSchema.parse(raw))
          .filter(object => !isExpected(kind, object))
          .map(({ metadata }) => describeObject(kind, metadata));
      }
      // The cluster does not serve this kind, so there is nothing of it.
      if (answer.failure.kind === 'not-found') {
        return [];
      }
      const action = `list ${kind.plural} in namespace ${namespace}`;
      throw new ConflictError(
        `Nothing was removed, because it cannot be seen whether others use namespace ${namespace}. ${describeFailure(
          cluster,
          action,
          answer.failure,
        )}. Give the walkthrough's account the rights of docs/kubernetes/walkthrough.yaml, or remove the namespace by hand`,
      );
    }),
  );
  const [occupant] = found.flat();
  if (occupant) {
    throw new ConflictError(
      `Nothing was removed. ${occupant} is not the walkthrough's and would go with its namespace. Remove it first`,
    );
  }
}

function isExpected({ kind }: ResourceType, { metadata }: KubernetesObject) {
  return (
    ofTheCluster.includes(`${kind} ${metadata.name}`) ||
    (['Job', 'Pod'].includes(kind) && isOfProbe(metadata))
  );
}

/** Probes end and go by themselves. */
function isOfProbe({ name, labels }: KubernetesObject['metadata']) {
  const run = labels[probeRunLabel];
  return (
    isManaged(labels) && Boolean(run) && name.startsWith(probeJobName(run))
  );
}
