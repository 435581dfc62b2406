import { json, RequestHandler, Router } from 'express';
import { auditRefusals } from '../audit/auditRefusals';
import { createOpenApiRouter } from '../schema/openapi/generated';
import { hideUnexpected } from './hideUnexpected';
import { routes } from './routes';
import { RouteServices } from './RouteServices';

/** HEAD is GET without the body, which Node leaves out. The validator would let it pass, since no file describes it. */
const headAsGet: RequestHandler = (request, _, next) => {
  if (request.method === 'HEAD') {
    request.method = 'GET';
  }
  next();
};

/**
 * The HTTP API. A request that does not fit its description never reaches a route. With `validateResponses`, as in
 * tests, an answer that does not fit it is an error.
 */
export async function createRouter(
  services: RouteServices,
  { validateResponses }: { validateResponses: boolean },
): Promise<Router> {
  const writes = routes.flatMap(({ write }) => write ?? []);
  const refusals = auditRefusals(services.auditor, writes);
  const router: Router = await createOpenApiRouter({
    middleware: [refusals.recognise, json(), headAsGet],
    // Backstage checks tokens before a request comes here, and answers 401 where one is missing.
    validatorOptions: { validateResponses, validateSecurity: false },
  });
  for (const { mount } of routes) {
    mount(router, services);
  }
  router.use(refusals.audit);
  router.use(
    hideUnexpected(
      services.logger,
      error => validateResponses && isOfValidator(error),
    ),
  );
  return router;
}

/** An answer that does not fit its description: a mistake that a test should read. */
function isOfValidator(error: unknown): boolean {
  return error instanceof Error && 'errors' in error;
}
