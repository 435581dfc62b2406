import {
  AuditorServiceEventSeverityLevel,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';

export interface AuditEvent {
  eventId: string;
  severityLevel?: AuditorServiceEventSeverityLevel;
  /** Who has asked, found out from the request as Backstage does. */
  actor: string;
  meta?: JsonObject;
  outcome?: JsonObject;
}

/** An auditor that keeps its events, each with what came of it. */
export function recordAudit() {
  const auditEvents = new Array<AuditEvent>();
  const feature = createServiceFactory({
    service: coreServices.auditor,
    deps: { httpAuth: coreServices.httpAuth },
    factory: ({ httpAuth }) =>
      mockServices.auditor.mock({
        createEvent: async ({ eventId, severityLevel, request, meta }) => {
          const { principal } = await httpAuth.credentials(request!, {
            allow: ['user', 'service'],
          });
          const event: AuditEvent = {
            eventId,
            severityLevel,
            actor:
              principal.type === 'user'
                ? principal.userEntityRef
                : principal.subject,
            meta,
          };
          auditEvents.push(event);
          return {
            success: async result => {
              event.outcome = { succeeded: true, ...result?.meta };
            },
            fail: async ({ error }) => {
              event.outcome = { succeeded: false, error: error.message };
            },
          };
        },
      }),
  });
  return { auditEvents, feature };
}
