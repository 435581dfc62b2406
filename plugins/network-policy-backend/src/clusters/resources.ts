import { InputError } from '@backstage/errors';

/**
 * A type of Kubernetes object and where the API server keeps it.
 */
export interface ResourceType {
  kind: string;
  apiVersion: string;
  plural: string;
  namespaced: boolean;
}

export const resources = {
  namespaces: {
    kind: 'Namespace',
    apiVersion: 'v1',
    plural: 'namespaces',
    namespaced: false,
  },
  pods: { kind: 'Pod', apiVersion: 'v1', plural: 'pods', namespaced: true },
  services: {
    kind: 'Service',
    apiVersion: 'v1',
    plural: 'services',
    namespaced: true,
  },
  endpointSlices: {
    kind: 'EndpointSlice',
    apiVersion: 'discovery.k8s.io/v1',
    plural: 'endpointslices',
    namespaced: true,
  },
  nodes: { kind: 'Node', apiVersion: 'v1', plural: 'nodes', namespaced: false },
  events: {
    kind: 'Event',
    apiVersion: 'v1',
    plural: 'events',
    namespaced: true,
  },
  networkPolicies: {
    kind: 'NetworkPolicy',
    apiVersion: 'networking.k8s.io/v1',
    plural: 'networkpolicies',
    namespaced: true,
  },
  adminNetworkPolicies: {
    kind: 'AdminNetworkPolicy',
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    plural: 'adminnetworkpolicies',
    namespaced: false,
  },
  baselineAdminNetworkPolicies: {
    kind: 'BaselineAdminNetworkPolicy',
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    plural: 'baselineadminnetworkpolicies',
    namespaced: false,
  },
  clusterNetworkPolicies: {
    kind: 'ClusterNetworkPolicy',
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    plural: 'clusternetworkpolicies',
    namespaced: false,
  },
  jobs: {
    kind: 'Job',
    apiVersion: 'batch/v1',
    plural: 'jobs',
    namespaced: true,
  },
} satisfies Record<string, ResourceType>;

/**
 * Where an object is. `namespace` is absent for a type that has none.
 */
export interface ObjectLocation {
  namespace?: string;
  name: string;
}

/**
 * How people write an object: `NetworkPolicy default/web`.
 */
export function describeObject(
  type: ResourceType,
  { namespace, name }: ObjectLocation,
): string {
  return `${type.kind} ${namespace ? `${namespace}/${name}` : name}`;
}

/**
 * Path of a collection or of one object. Every part that is not ours is encoded, so that no name can leave its place.
 *
 * @throws InputError for a name that means a folder of the path even when encoded, or leaves it out.
 */
export function resourcePath(
  type: ResourceType,
  { namespace, name }: { namespace?: string; name?: string } = {},
): string {
  const parts = [versionPath(type)];
  if (type.namespaced && namespace !== undefined) {
    parts.push('namespaces', segment(namespace));
  }
  parts.push(type.plural);
  if (name !== undefined) {
    parts.push(segment(name));
  }
  return parts.join('/');
}

/**
 * Path under which a cluster tells what it serves of the type's version.
 */
export function versionPath({ apiVersion }: ResourceType): string {
  return `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
}

function segment(name: string): string {
  if (['', '.', '..'].includes(name)) {
    throw new InputError(
      `${JSON.stringify(name)} is not the name of an object`,
    );
  }
  return encodeURIComponent(name);
}
