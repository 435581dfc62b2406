import { Parsed } from '../parsing/parsed';
import { ClusterNetworkPolicy } from './clusterNetworkPolicy';
import { Pod } from './clusterSnapshot';
import { ClusterObject } from './objects';
import { ordinaryEndpointSlice } from './ordinary/ordinaryEndpointSlice';
import { ordinaryNamespace } from './ordinary/ordinaryNamespace';
import { ordinaryNetworkPolicy } from './ordinary/ordinaryNetworkPolicy';
import { ordinaryNode } from './ordinary/ordinaryNode';
import { ordinaryPod } from './ordinary/ordinaryPod';
import { ordinaryService } from './ordinary/ordinaryService';
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
import { RawObject } from './sharedLabels';

/** A kind that verdicts depend on. */
export interface KnownKind {
  kind: string;
  apiVersions: readonly string[];
  namespaced: boolean;
  /** Whether an object of it that is left out could change verdicts about others. */
  isPolicy: boolean;
  /** Reads what an API server mostly sends, without a word about anything else. */
  readOrdinary?: (raw: RawObject) => ClusterObject | undefined;
  /** Reads an object as the one that it is, or as the pods that it runs. */
  read: (raw: RawObject) => Parsed<ClusterObject | readonly Pod[]>;
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
  kind: string,
  apiVersion: string,
  parse: (raw: unknown) => Parsed<ClusterNetworkPolicy>,
): KnownKind {
  return {
    kind,
    apiVersions: [`policy.networking.k8s.io/${apiVersion}`],
    namespaced: false,
    isPolicy: true,
    read: oneObject(parse, object => ({
      kind: 'ClusterNetworkPolicy',
      object,
    })),
  };
}

const kinds: readonly KnownKind[] = [
  {
    kind: 'Namespace',
    apiVersions: ['v1'],
    namespaced: false,
    isPolicy: false,
    readOrdinary(raw) {
      const object = ordinaryNamespace(raw);
      return object && { kind: 'Namespace', object };
    },
    read: oneObject(parseNamespace, object => ({ kind: 'Namespace', object })),
  },
  {
    kind: 'Node',
    apiVersions: ['v1'],
    namespaced: false,
    isPolicy: false,
    readOrdinary(raw) {
      const object = ordinaryNode(raw);
      return object && { kind: 'Node', object };
    },
    read: oneObject(parseNode, object => ({ kind: 'Node', object })),
  },
  {
    kind: 'Pod',
    apiVersions: ['v1'],
    namespaced: true,
    isPolicy: false,
    readOrdinary(raw) {
      const object = ordinaryPod(raw);
      return object && { kind: 'Pod', object };
    },
    read: oneObject(parsePod, object => ({ kind: 'Pod', object })),
  },
  {
    kind: 'Service',
    apiVersions: ['v1'],
    namespaced: true,
    isPolicy: false,
    readOrdinary(raw) {
      const object = ordinaryService(raw);
      return object && { kind: 'Service', object };
    },
    read: oneObject(parseService, object => ({ kind: 'Service', object })),
  },
  {
    kind: 'EndpointSlice',
    apiVersions: ['discovery.k8s.io/v1'],
    namespaced: true,
    isPolicy: false,
    readOrdinary(raw) {
      const object = ordinaryEndpointSlice(raw);
      return object && { kind: 'EndpointSlice', object };
    },
    read: oneObject(parseEndpointSlice, object => ({
      kind: 'EndpointSlice',
      object,
    })),
  },
  {
    kind: 'NetworkPolicy',
    apiVersions: ['networking.k8s.io/v1'],
    namespaced: true,
    isPolicy: true,
    readOrdinary(raw) {
      const object = ordinaryNetworkPolicy(raw);
      return object && { kind: 'NetworkPolicy', object };
    },
    read: oneObject(parseNetworkPolicy, object => ({
      kind: 'NetworkPolicy',
      object,
    })),
  },
  clusterPolicy('AdminNetworkPolicy', 'v1alpha1', parseAdminNetworkPolicy),
  clusterPolicy(
    'BaselineAdminNetworkPolicy',
    'v1alpha1',
    parseBaselineAdminNetworkPolicy,
  ),
  clusterPolicy('ClusterNetworkPolicy', 'v1alpha2', parseClusterNetworkPolicy),
  ...Object.entries(workloadApiVersions).map(
    ([kind, apiVersions]): KnownKind => ({
      kind,
      apiVersions,
      namespaced: true,
      isPolicy: false,
      read: parseWorkload,
    }),
  ),
];

/** The kinds that verdicts depend on, by their names. */
export const knownKinds: ReadonlyMap<string, KnownKind> = new Map(
  kinds.map(known => [known.kind, known]),
);
