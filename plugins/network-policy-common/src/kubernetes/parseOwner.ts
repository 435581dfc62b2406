import { z } from 'zod';
import { PodOwner } from './clusterSnapshot';
import { optional } from './metadata';

/** The controlling owner among the owners of an object; a Node that mirrors a pod of its own is none. */
export const ownerReferencesSchema = optional(
  z.array(
    z.object({
      controller: z.boolean().nullish(),
      kind: z.string().nullish(),
      name: z.string().nullish(),
    }),
  ),
  [],
).transform((references, context): PodOwner | undefined => {
  const index = references.findIndex(({ controller }) => controller);
  if (index < 0 || references[index].kind === 'Node') {
    return undefined;
  }
  const { kind, name } = references[index];
  if (!name) {
    context.addIssue({
      code: 'custom',
      path: [index, 'name'],
      message: 'Required value',
    });
    return z.NEVER;
  }
  return { kind: kind || 'Pod', name };
});
