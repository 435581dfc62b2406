import { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ErrorRequestHandler, Request, RequestHandler, Router } from 'express';
import { isAudited } from './audited';
import { writes } from './writes';

/**
 * Audits writes that were refused before they came to their route, such as by the description of the API: `recognise`
 * goes before all that may refuse, `audit` after the routes. What a route has audited is not audited again.
 */
export function auditRefusals(auditor: AuditorService): {
  recognise: RequestHandler;
  audit: ErrorRequestHandler;
} {
  const recognised = new WeakMap<Request, RecognisedWrite>();
  const recognise = Router();
  for (const { method, path, event } of Object.values(writes)) {
    recognise[method](path, (request, _, next) => {
      recognised.set(request, { event, params: { ...request.params } });
      next();
    });
  }
  return {
    recognise,
    audit: async (error, request, _, next) => {
      const write = recognised.get(request);
      if (write && !isAudited(request)) {
        const { cluster, ...entity } = write.params;
        const refused = await auditor.createEvent({
          ...write.event,
          request,
          meta: cluster === undefined ? { entity } : { cluster },
        });
        await refused.fail({ error: toError(error) });
      }
      next(error);
    },
  };
}

interface RecognisedWrite {
  event: (typeof writes)[keyof typeof writes]['event'];
  params: Record<string, string>;
}
