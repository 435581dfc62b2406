import { networkPolicyClustersReadPermission } from 'backstage-plugin-network-policy-common';
import { KnownCluster } from '../clusters/ClusterDirectory';
import { permission } from './needs';
import { route } from './route';

/**
 * The clusters by name, and whether this portal can read them and write to them.
 */
export const clusterRoutes = [
  route('GET /clusters', {
    who: 'people and services',
    needs: permission(networkPolicyClustersReadPermission),
    handle: async (_, __, { clusters }) => {
      const known = await clusters.list();
      return known.map(cluster => ({
        name: cluster.name,
        title: cluster.title,
        evaluable: cluster.evaluable,
        ...describeWriting(cluster),
      }));
    },
  }),
];

function describeWriting(cluster: KnownCluster) {
  if (!cluster.evaluable) {
    const message = cluster.reason;
    return { message, readOnly: true, readOnlyBecause: message };
  }
  const { writing } = cluster;
  return writing.possible
    ? { readOnly: false }
    : { readOnly: true, readOnlyBecause: writing.because };
}
