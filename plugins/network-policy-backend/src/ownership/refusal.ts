import { NotAllowedError } from '@backstage/errors';
import { namespaceOwnersAnnotation } from 'backstage-plugin-network-policy-common';
import { Settings } from '../config/readSettings';

/**
 * The one refusal of a write. It depends on what was asked and on the configuration alone, never on what is in the
 * cluster: the same text answers for a namespace that does not exist, that denies, or that has other owners.
 */
export function notConsented(
  entity: { entityRef: string; owners: readonly string[] },
  place: { cluster: string; namespace: string },
  settings: Settings['ownership'],
): NotAllowedError {
  const { cluster, namespace } = place;
  return new NotAllowedError(
    `Namespace ${namespace} of cluster ${cluster} has not consented to changes for ${
      entity.entityRef
    }, so nothing is changed there. ${wayOut(
      entity.owners,
      settings,
    )}, or propose a pull request`,
  );
}

function wayOut(
  owners: readonly string[],
  { namespaceAnnotation, podLabel, namespaces }: Settings['ownership'],
): string {
  const named = owners.length > 0 ? owners.join(' or ') : 'an owner';
  if (namespaceAnnotation) {
    return `Ask those who run the namespace to name ${named} in its annotation ${namespaceOwnersAnnotation}`;
  }
  if (namespaces.length > 0) {
    return `Ask those who run the portal to name ${named} for it in networkPolicy.ownership.namespaces`;
  }
  return podLabel
    ? 'Give the pods the label backstage.io/kubernetes-id with the name of the component, and select them by it'
    : 'Ask those who run the portal to set networkPolicy.ownership, without which no namespace consents';
}
