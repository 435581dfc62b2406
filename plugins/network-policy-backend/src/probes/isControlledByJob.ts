import { z } from 'zod';

const ownedSchema = z.looseObject({
  metadata: z.looseObject({
    ownerReferences: z
      .array(
        z.looseObject({
          kind: z.string(),
          uid: z.string(),
          controller: z.boolean().default(false),
        }),
      )
      .default([]),
  }),
});

/**
 * Whether an object is controlled by the Job of this uid. A uid is never used again, unlike a name or a label.
 */
export function isControlledByJob(raw: unknown, uid: string): boolean {
  const parsed = ownedSchema.safeParse(raw);
  return (
    parsed.success &&
    parsed.data.metadata.ownerReferences.some(
      owner => owner.controller && owner.kind === 'Job' && owner.uid === uid,
    )
  );
}
