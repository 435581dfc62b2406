import { ApiRequest } from '../cluster/Account';

/**
 * What refuses a request: admission, the account's rights, or only the rights, because admission does not see such a
 * request or has no opinion about it.
 */
export type Wall = 'admission' | 'rights' | 'only-rights';

/** A request that the writer's token must not get through. */
export interface HostileRequest {
  name: string;
  wall: Wall;
  request: ApiRequest;
  /** What the refusal must say. */
  because?: string;
}

/** A copy with one thing changed, by the keys to it with spaces between. */
export function changed<T extends object>(
  object: T,
  ...changes: [path: string, value: unknown][]
): T {
  const copy = JSON.parse(JSON.stringify(object)) as T;
  for (const [path, value] of changes) {
    const keys = path.split(' ');
    const last = keys.pop() ?? '';
    let place: Record<string, unknown> = copy as Record<string, unknown>;
    for (const key of keys) {
      place[key] ??= {};
      place = place[key] as Record<string, unknown>;
    }
    if (value === undefined) delete place[last];
    else place[last] = value;
  }
  return copy;
}
