import { Parsed } from '../parsing/parsed';
import { ClusterNetworkPolicy } from './clusterNetworkPolicy';
import { Pod } from './clusterSnapshot';
import { ClusterObject } from './objects';
import {
  parseAdminNetworkPolicy,
  parseBaselineAdminNetworkPolicy,
  parseClusterNetworkPolicy,
} from './parseClusterNetworkPolicy';
import { parseEndpointSlice } from './parseEndpointSlice';
import { parseNamespace } from './parseNamespace';
import { parseNetworkPolicy } from './parseNetworkPolicy';
import { parseNode } from './parseNode';
import { parsePod } from './parsePod';
import { parseService } from './parseService';
import { parseWorkload, workloadApiVersions } from './parseWorkload';

/** A kind that verdicts depend on. */
export interface KnownKind {
  apiVersions: readonly string[];
  namespaced: boolean;
  /** Whether an object of it that is left out could change verdicts about others. */
  isPolicy: boolean;
  /** Reads an object as the one that it is, or as the pods that it runs. */
  read: (raw: unknown) => Parsed<ClusterObject | readonly Pod[]>;
}

function oneObject<T>(
  parse: (raw: unknown) => Parsed<T>,
  as: (object: T) => ClusterObject,
): KnownKind['read'] {
  return raw => {
    const parsed = parse(raw);
    return parsed.ok ? { ok: true, value: as(parsed.value) } : parsed;
  };
}

function clusterPolicy(
  apiVersion: string,
  parse: (raw: unknown) => Parsed<ClusterNetworkPolicy>,
): KnownKind {
  return {
    apiVersions: [`policy.networking.k8s.io/${apiVersion}`],
    namespaced: false,
    isPolicy: true,
    read: oneObject(parse, object => ({
      kind: 'ClusterNetworkPolicy',
      object,
    })),
  };
}

/** The kinds that verdicts depend on, by their names. */
export const knownKinds: ReadonlyMap<string, KnownKind> = new Map<
  string,
  KnownKind
>([
  [
    'Namespace',
    {
      apiVersions: ['v1'],
      namespaced: false,
      isPolicy: false,
      read: oneObject(parseNamespace, object => ({
        kind: 'Namespace',
        object,
      })),
    },
  ],
  [
    'Node',
    {
      apiVersions: ['v1'],
      namespaced: false,
      isPolicy: false,
      read: oneObject(parseNode, object => ({ kind: 'Node', object })),
    },
  ],
  [
    'Pod',
    {
      apiVersions: ['v1'],
      namespaced: true,
      isPolicy: false,
      read: oneObject(parsePod, object => ({ kind: 'Pod', object })),
    },
  ],
  [
    'Service',
    {
      apiVersions: ['v1'],
      namespaced: true,
      isPolicy: false,
      read: oneObject(parseService, object => ({ kind: 'Service', object })),
    },
  ],
  [
    'EndpointSlice',
    {
      apiVersions: ['discovery.k8s.io/v1'],
      namespaced: true,
      isPolicy: false,
      read: oneObject(parseEndpointSlice, object => ({
        kind: 'EndpointSlice',
        object,
      })),
    },
  ],
  [
    'NetworkPolicy',
    {
      apiVersions: ['networking.k8s.io/v1'],
      namespaced: true,
      isPolicy: true,
      read: oneObject(parseNetworkPolicy, object => ({
        kind: 'NetworkPolicy',
        object,
      })),
    },
  ],
  ['AdminNetworkPolicy', clusterPolicy('v1alpha1', parseAdminNetworkPolicy)],
  [
    'BaselineAdminNetworkPolicy',
    clusterPolicy('v1alpha1', parseBaselineAdminNetworkPolicy),
  ],
  [
    'ClusterNetworkPolicy',
    clusterPolicy('v1alpha2', parseClusterNetworkPolicy),
  ],
  ...Object.entries(workloadApiVersions).map(
    ([kind, apiVersions]): [string, KnownKind] => [
      kind,
      { apiVersions, namespaced: true, isPolicy: false, read: parseWorkload },
    ],
  ),
]);
