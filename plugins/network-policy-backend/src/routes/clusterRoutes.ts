import { KnownCluster } from '../clusters/ClusterDirectory';
import { ApiRouter, RouteServices } from './RouteServices';

/**
 * The clusters by name: no more than the kubernetes plugin tells every signed-in user itself.
 */
export function addClusterRoutes(
  router: ApiRouter,
  { httpAuth, clusters }: RouteServices,
): void {
  router.get('/clusters', async (request, response) => {
    await httpAuth.credentials(request, { allow: ['user'] });
    const known = await clusters.list();
    response.json(
      known.map(cluster => ({
        name: cluster.name,
        title: cluster.title,
        evaluable: cluster.evaluable,
        ...describeWriting(cluster),
      })),
    );
  });
}

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
