import { WalkthroughObject } from 'backstage-plugin-network-policy-common';
import { z } from 'zod';
import { KubernetesObject } from '../clusters/kubernetesObject';

const conditionsSchema = z.looseObject({
  status: z.looseObject({
    conditions: z.array(
      z.looseObject({ type: z.string(), status: z.string() }),
    ),
  }),
});

/**
 * What there is of an object of the walkthrough. `foreign` is one of that name that the walkthrough did not make.
 */
export function stateOf(
  object: KubernetesObject | undefined,
  isMadeByUs: boolean,
): WalkthroughObject['state'] {
  if (!object) {
    return 'absent';
  }
  if (!isMadeByUs) {
    return 'foreign';
  }
  if (object.metadata.deletionTimestamp) {
    return 'terminating';
  }
  const parsed = conditionsSchema.safeParse(object);
  const ready = parsed.data?.status.conditions.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  return ready ? 'ready' : 'present';
}
