import {
  IndexedCluster,
  parseAdminNetworkPolicy,
  parseBaselineAdminNetworkPolicy,
  parseClusterNetworkPolicy,
  parseEndpointSlice,
  parseNamespace,
  parseNetworkPolicy,
  parseNode,
  parsePod,
  parseService,
} from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { describeFailure } from '../clusters/clusterFailure';
import { resources } from '../clusters/resources';
import { Omission } from './omission';
import { ReadObjects, readInstalledObjects, readObjects } from './readObjects';

/**
 * What decides about connections in a cluster, as it was read for one request, and what of it is missing.
 */
export interface ClusterView {
  cluster: IndexedCluster;
  omissions: readonly Omission[];
}

/**
 * A cluster as it was read, or why it could not be.
 */
export type ClusterReading =
  | { state: 'read'; asOf: string; view: ClusterView }
  | { state: 'unreachable' | 'forbidden'; asOf: string; message: string };

/**
 * Reads what decides about connections, of the whole cluster: a policy of any namespace may matter to any other.
 *
 * Namespaces, pods and NetworkPolicies must all be readable, or there would be verdicts that are wrong without a sign
 * of it. Of the rest, what cannot be read is named.
 */
export async function readCluster({
  client,
  name,
}: EvaluableCluster): Promise<ClusterReading> {
  const asOf = new Date().toISOString();
  const [
    namespaces,
    pods,
    networkPolicies,
    services,
    endpointSlices,
    nodes,
    adminPolicies,
    baselinePolicies,
    clusterPolicies,
  ] = await Promise.all([
    readObjects(client, resources.namespaces, parseNamespace),
    readObjects(client, resources.pods, parsePod),
    readObjects(client, resources.networkPolicies, parseNetworkPolicy),
    readObjects(client, resources.services, parseService),
    readObjects(client, resources.endpointSlices, parseEndpointSlice),
    readObjects(client, resources.nodes, parseNode),
    readInstalledObjects(
      client,
      resources.adminNetworkPolicies,
      parseAdminNetworkPolicy,
    ),
    readInstalledObjects(
      client,
      resources.baselineAdminNetworkPolicies,
      parseBaselineAdminNetworkPolicy,
    ),
    readInstalledObjects(
      client,
      resources.clusterNetworkPolicies,
      parseClusterNetworkPolicy,
    ),
  ]);

  for (const needed of [namespaces, pods, networkPolicies]) {
    const unread = whyUnread(name, needed);
    if (unread) {
      return { asOf, ...unread };
    }
  }
  const wide = [adminPolicies, baselinePolicies, clusterPolicies];
  const omissions = [
    ...missing(name, services, {
      consequence: 'The ports are those that the containers declare',
      decides: 'none',
    }),
    ...missing(name, endpointSlices, {
      consequence: 'Where Services without a selector lead is not known',
      decides: 'none',
    }),
    ...missing(name, nodes, {
      consequence:
        'Policies that select nodes are evaluated as if none matched',
      decides: 'none',
    }),
    ...wide.flatMap(policies =>
      missing(name, policies, {
        consequence: 'They could decide otherwise',
        decides: 'all',
      }),
    ),
    ...[namespaces, pods, networkPolicies].flatMap(read => read.omissions),
  ];
  return {
    state: 'read',
    asOf,
    view: {
      omissions,
      cluster: IndexedCluster.from({
        namespaces: namespaces.objects,
        pods: pods.objects,
        networkPolicies: networkPolicies.objects,
        services: services.objects,
        endpointSlices: endpointSlices.objects,
        nodes: nodes.objects,
        clusterNetworkPolicies: wide.flatMap(({ objects }) => objects),
        notEvaluated: omissions.map(({ sentence }) => sentence),
      }),
    },
  };
}

function whyUnread(
  cluster: string,
  { type, failure }: ReadObjects<unknown>,
): { state: 'unreachable' | 'forbidden'; message: string } | undefined {
  if (!failure) {
    return undefined;
  }
  const sentence = describeFailure(cluster, `list ${type.plural}`, failure);
  return failure.kind === 'forbidden' || failure.kind === 'unauthorized'
    ? {
        state: 'forbidden',
        message: `${sentence}. Give the portal's service account the rights of docs/rbac.yaml`,
      }
    : { state: 'unreachable', message: sentence };
}

/** What is left out of a type without which verdicts can still be told. */
function missing(
  cluster: string,
  { type, failure, omissions }: ReadObjects<unknown>,
  {
    consequence,
    decides,
  }: { consequence: string; decides: Omission['decides'] },
): readonly Omission[] {
  if (!failure) {
    return omissions;
  }
  const sentence = describeFailure(cluster, `list ${type.plural}`, failure);
  return [{ sentence: `${sentence}. ${consequence}.`, decides }];
}
