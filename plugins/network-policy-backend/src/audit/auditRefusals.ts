import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ErrorRequestHandler, Request, RequestHandler, Router } from 'express';
import { isAudited } from './audited';

/** What an event in the audit log is named, and how serious it is. */
export type AuditEvent = Pick<
  AuditorServiceCreateEventOptions,
  'eventId' | 'severityLevel'
>;

/**
 * A route that changes a cluster, and its event in the audit log. The severity is that of what may become reachable.
 */
export interface AuditedWrite {
  method: 'get' | 'put' | 'post' | 'delete';
  path: string;
  event: AuditEvent;
}

/**
 * Audits writes that were refused before they came to their route, such as by the description of the API: `recognise`
 * goes before all that may refuse, `audit` after the routes. What a route has audited is not audited again.
 */
export function auditRefusals(
  auditor: AuditorService,
  writes: readonly AuditedWrite[],
): {
  recognise: RequestHandler;
  audit: ErrorRequestHandler;
} {
  const recognised = new WeakMap<Request, RecognisedWrite>();
  const recognise = Router();
  for (const { method, path, event } of writes) {
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
        const { cluster, runId, ...entity } = write.params;
        const ofEntity = { entity, ...(runId !== undefined && { runId }) };
        const refused = await auditor.createEvent({
          ...write.event,
          request,
          meta: cluster === undefined ? ofEntity : { cluster },
        });
        await refused.fail({ error: toError(error) });
      }
      next(error);
    },
  };
}

interface RecognisedWrite {
  event: AuditEvent;
  params: Record<string, string>;
}
