import { Entity } from '@backstage/catalog-model';
import { KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION } from '@backstage/plugin-kubernetes-common';
import type {
  EvaluatedTarget,
  ReachTarget,
} from 'backstage-plugin-network-policy-common';
import { labelsFromEntries } from './entries';
import type { Place } from './useExposureForm';

const namespaceAnnotation = 'backstage.io/kubernetes-namespace';

/** The targets that were read. */
export function readTargets(
  targets: readonly ReachTarget[] | undefined,
): EvaluatedTarget[] {
  return (targets ?? []).flatMap(target =>
    target.state === 'evaluated' ? [target] : [],
  );
}

/** Where a target's pods run. */
export function placeOf(target: EvaluatedTarget): Place {
  return {
    cluster: target.cluster.name,
    namespace: target.namespace,
    podSelector: target.podSelector,
  };
}

/** What the catalog says about where a service runs, for a cluster that cannot be read. */
export function placeFromCatalog(
  entity: Entity | undefined,
  targets: readonly ReachTarget[] | undefined,
): Place {
  const annotations = entity?.metadata.annotations ?? {};
  const entries = (
    annotations[KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION] ?? ''
  )
    .split(',')
    .map(entry => entry.trim())
    // The policy's matchLabels can express only equality.
    .filter(entry => /^[^=!\s]+=[^=\s]+$/.test(entry));
  const labels = labelsFromEntries(entries);
  return {
    cluster: targets?.[0]?.cluster.name ?? '',
    namespace: annotations[namespaceAnnotation] ?? '',
    podSelector: Array.isArray(labels) ? {} : labels,
  };
}
