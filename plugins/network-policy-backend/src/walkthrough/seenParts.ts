import { ConflictError } from '@backstage/errors';
import {
  Walkthrough,
  WalkthroughObject,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { KubernetesObject, Manifest } from '../clusters/kubernetesObject';
import { describeObject, resources, ResourceType } from '../clusters/resources';
import { WalkthroughPart } from './walkthroughObjects';

/** An object of the walkthrough, and what there is of it in a cluster. */
export interface SeenPart extends WalkthroughPart {
  object: KubernetesObject | undefined;
  state: WalkthroughObject['state'];
}

/** The answer of the HTTP API. */
export function describeParts(
  cluster: EvaluableCluster,
  parts: readonly SeenPart[],
): Walkthrough {
  return {
    cluster: cluster.name,
    ready: parts.some(
      ({ type, state }) => type === resources.pods && state === 'ready',
    ),
    objects: parts.map(({ type, manifest: { metadata }, state }) => ({
      kind: type.kind,
      ...(metadata.namespace && { namespace: metadata.namespace }),
      name: metadata.name,
      state,
    })),
  };
}

/** Whether there is an object that the walkthrough has made. */
export function isThere(state: WalkthroughObject['state']) {
  return state === 'present' || state === 'ready';
}

/**
 * Checks that an object can be made, or is ours already.
 *
 * @throws ConflictError when it cannot
 */
export function requireDeployable({ type, manifest, state }: SeenPart) {
  const what = describe(type, manifest);
  if (state === 'terminating') {
    throw new ConflictError(
      `${what} is being removed; try again when it is gone`,
    );
  }
  if (state === 'foreign' && type !== resources.namespaces) {
    throw new ConflictError(
      `Nothing was changed: ${what} exists, and the walkthrough did not make it. Remove it first, or choose another cluster`,
    );
  }
}

/** How people write the object. */
export function describe(type: ResourceType, { metadata }: Manifest) {
  return describeObject(type, metadata);
}
