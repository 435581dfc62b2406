import { z } from 'zod';
import { Account, ApiRequest } from '../cluster/Account';
import { kubectlOrThrow } from '../cluster/kubectl';

const listSchema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      namespaced: z.boolean(),
      verbs: z.array(z.string()),
    }),
  ),
});
const groupsSchema = z.object({
  groups: z.array(
    z.object({ preferredVersion: z.object({ groupVersion: z.string() }) }),
  ),
});

/** A kind of objects that the cluster serves, and the path of its collection. */
export interface Served {
  name: string;
  path: string;
  verbs: readonly string[];
}

const get = async (path: string) =>
  JSON.parse(await kubectlOrThrow(['get', '--raw', path]));

/** Every resource and subresource of the cluster that can be written. Questions of an account about itself are none. */
export async function servedResources(namespace: string): Promise<Served[]> {
  const { groups } = groupsSchema.parse(await get('/apis'));
  const roots = [
    '/api/v1',
    ...groups.map(
      ({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`,
    ),
  ];
  const lists = await Promise.all(
    roots.map(async root => ({
      root,
      ...listSchema.parse(await get(root)),
    })),
  );
  return lists.flatMap(({ root, resources }) =>
    resources
      .filter(({ name }) => !name.startsWith('selfsubject'))
      .map(({ name, namespaced, verbs }) => {
        const scope = namespaced ? `/namespaces/${namespace}` : '';
        return {
          name: `${name}${root === '/api/v1' ? '' : `.${root.split('/')[2]}`}`,
          path: `${root}${scope}/${name}`,
          verbs,
        };
      }),
  );
}

/** The requests that write one kind, by the verb of the rights that each needs. */
function writesOf({ path, verbs }: Served): Map<string, ApiRequest> {
  const [collection, subresource] = splitSubresource(path);
  const object = `${collection}/x${subresource}`;
  const dry = '?dryRun=All';
  const all: [string, ApiRequest][] = [
    [
      'create',
      {
        method: 'POST',
        path: `${subresource ? object : collection}${dry}`,
        body: {},
      },
    ],
    ['update', { method: 'PUT', path: `${object}${dry}`, body: {} }],
    ['patch', { method: 'PATCH', path: `${object}${dry}`, body: {} }],
    ['delete', { method: 'DELETE', path: `${object}${dry}` }],
    ['deletecollection', { method: 'DELETE', path: `${collection}${dry}` }],
  ];
  return new Map(all.filter(([verb]) => verbs.includes(verb)));
}

function splitSubresource(path: string): [string, string] {
  const parts = path.split('/');
  const names = path.startsWith('/api/v1') ? 3 : 4;
  const first = parts[names] === 'namespaces' && parts.length > names + 2;
  const end = first ? names + 3 : names + 1;
  const rest = parts.slice(end).join('/');
  return [parts.slice(0, end).join('/'), rest && `/${rest}`];
}

/** What came of every write: the refused ones by kind, and those that were not refused. */
export async function tryEveryWrite(
  account: Account,
  served: readonly Served[],
): Promise<{ refused: Map<string, string[]>; passed: string[] }> {
  const refused = new Map<string, string[]>();
  const passed: string[] = [];
  for (const resource of served) {
    for (const [verb, request] of writesOf(resource)) {
      const { status } = await account.send(request);
      if (status === 403) {
        refused.set(resource.name, [
          ...(refused.get(resource.name) ?? []),
          verb,
        ]);
      } else {
        passed.push(`${verb} ${resource.name}: ${status}`);
      }
    }
  }
  return { refused, passed };
}
