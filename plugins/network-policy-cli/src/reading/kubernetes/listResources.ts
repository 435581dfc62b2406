import { z } from 'zod';
import { ApiGet } from './client';
import { builtIn, discover, Resource } from './resources';

const pageSize = 500;
const expired = 410;

const pageSchema = z.object({
  items: z.array(z.looseObject({})),
  metadata: z.object({ continue: z.string().optional() }).optional(),
});

/** What a cluster holds, as its API server gives it. */
export interface ListedResources {
  objects: readonly unknown[];
  /** What could not be read, one sentence each. */
  notEvaluated: readonly string[];
}

type Listed =
  | { ok: true; objects: readonly unknown[] }
  | { ok: false; status: number; message: string };

function listPath({ apiVersion, plural }: Resource, next: string): string {
  const root = apiVersion.includes('/') ? 'apis' : 'api';
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (next) {
    query.set('continue', next);
  }
  return `/${root}/${apiVersion}/${plural}?${query}`;
}

/** Lists every object of a kind, a page at a time. */
async function listAll(
  get: ApiGet,
  resource: Resource,
  onPage: (count: number) => void,
): Promise<Listed> {
  const { apiVersion, kind } = resource;
  const objects: unknown[] = [];
  let next = '';
  do {
    const answer = await get(listPath(resource, next));
    if (!answer.ok) {
      return answer;
    }
    const page = pageSchema.safeParse(answer.body);
    if (!page.success) {
      return { ok: false, status: 200, message: 'the answer is not a list' };
    }
    // The items of a list do not say what they are.
    for (const item of page.data.items) {
      objects.push({ ...item, apiVersion, kind });
    }
    onPage(page.data.items.length);
    next = page.data.metadata?.continue ?? '';
  } while (next);
  return { ok: true, objects };
}

/**
 * Lists all that verdicts depend on. What may not be listed is said, and the rest is listed all the same.
 *
 * @param onPage - told how many objects have come
 * @throws Error where nothing may be listed
 */
export async function listResources(
  get: ApiGet,
  onPage: (count: number) => void,
): Promise<ListedResources> {
  const { resources, unknown } = await discover(get);
  const lists = await Promise.all(
    [...builtIn, ...resources].map(async resource => {
      const listed = await listAll(get, resource, onPage);
      // The next page may be asked for too late; what came until then is of another moment.
      const isLate = !listed.ok && listed.status === expired;
      return {
        resource,
        listed: isLate ? await listAll(get, resource, onPage) : listed,
      };
    }),
  );
  const objects: unknown[] = [];
  const notEvaluated = [...unknown];
  for (const { resource, listed } of lists) {
    if (listed.ok) {
      objects.push(...listed.objects);
    } else {
      const { plural } = resource;
      notEvaluated.push(`${plural} could not be listed: ${listed.message}.`);
    }
  }
  if (lists.every(({ listed }) => !listed.ok)) {
    throw new Error(notEvaluated.join(' '));
  }
  return { objects, notEvaluated };
}
