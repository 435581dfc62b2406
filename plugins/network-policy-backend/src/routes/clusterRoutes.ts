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
        ...(!cluster.evaluable && { message: cluster.reason }),
      })),
    );
  });
}
