import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';

/**
 * Does something that changes a cluster, with an audit event for what came of it: also for what was refused, and by
 * whom it was asked. `meta` of the outcome is what the result adds to the event.
 */
export async function audited<T>(
  auditor: AuditorService,
  options: AuditorServiceCreateEventOptions,
  action: () => Promise<T>,
  resultMeta: (result: T) => AuditorServiceCreateEventOptions['meta'],
): Promise<T> {
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
