import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';

const auditedRequests = new WeakSet<object>();

/** Whether a request has its audit event already. */
export const isAudited = (request: object) => auditedRequests.has(request);

/**
 * Does something that is audited, with an audit event for what came of it: also for what was refused, and by
 * whom it was asked. `meta` of the outcome is what the result adds to the event.
 */
export async function audited<T>(
  auditor: AuditorService,
  options: AuditorServiceCreateEventOptions,
  action: () => Promise<T>,
  resultMeta: (result: T) => AuditorServiceCreateEventOptions['meta'],
): Promise<T> {
  if (options.request) {
    auditedRequests.add(options.request);
  }
  const event = await auditor.createEvent(options);
  let result: T;
  try {
    result = await action();
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
  await event.success({ meta: resultMeta(result) });
  return result;
}
