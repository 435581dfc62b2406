import { z } from 'zod';
import { ObjectLocation } from '../clusters/resources';
import { WatchedKind } from './watchedKinds';

const locationSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().optional(),
  }),
});

/** Where an object says that it is. What has no name has an empty one. */
export function locationOf(raw: unknown): ObjectLocation {
  return locationSchema.safeParse(raw).data?.metadata ?? { name: '' };
}

/** One text for each object of a cluster. Without a name, what the keys of a namespace begin with. */
export function keyOf(
  { type }: WatchedKind,
  { namespace, name }: ObjectLocation,
): string {
  return namespace === undefined
    ? `${type.plural}/${name}`
    : `${type.plural}/${namespace}/${name}`;
}
