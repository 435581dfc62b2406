import { json, RequestHandler } from 'express';
import { auditRefusals } from '../audit/auditRefusals';
import { addClusterRoutes } from './clusterRoutes';
import { addExposureRoutes } from './exposureRoutes';
import { addFleetRoutes } from './fleetRoutes';
import { addProbeRoutes } from './probeRoutes';
import { addReachRoutes } from './reachRoutes';
import { ApiRouter, RouteServices } from './RouteServices';
import { addWalkthroughRoutes } from './walkthroughRoutes';
import { createOpenApiRouter } from '../schema/openapi/generated';

/** HEAD is GET without the body, which Node leaves out. The validator would let it pass, since no file describes it. */
const headAsGet: RequestHandler = (request, _, next) => {
  if (request.method === 'HEAD') {
    request.method = 'GET';
  }
  next();
};

/**
 * The HTTP API. What does not fit its description never reaches a route. With `validateResponses`, as in tests, neither
 * does an answer that does not fit it leave.
 */
export async function createRouter(
  services: RouteServices,
  { validateResponses }: { validateResponses: boolean },
): Promise<ApiRouter> {
  const refusals = auditRefusals(services.auditor);
  const router = await createOpenApiRouter({
    middleware: [refusals.recognise, json(), headAsGet],
    // Who asks is Backstage's to find out, before a request comes here; a missing token is 401 there.
    validatorOptions: { validateResponses, validateSecurity: false },
  });
  addClusterRoutes(router, services);
  addReachRoutes(router, services);
  addFleetRoutes(router, services);
  addProbeRoutes(router, services);
  addExposureRoutes(router, services);
  addWalkthroughRoutes(router, services);
  router.use(refusals.audit);
  return router;
}
