import { ObjectLocation } from '../clusters/resources';
import { WatchedKind } from './watchedKinds';

/** Where an object says that it is. What has no name has an empty one. A schema would take longer than the rest. */
export function locationOf(raw: unknown): ObjectLocation {
  const metadata = fieldOf(raw, 'metadata');
  const name = fieldOf(metadata, 'name');
  const namespace = fieldOf(metadata, 'namespace');
  return {
    name: typeof name === 'string' ? name : '',
    ...(typeof namespace === 'string' && { namespace }),
  };
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[field]
    : undefined;
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
