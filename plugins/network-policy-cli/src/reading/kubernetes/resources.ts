import { readObject } from 'backstage-plugin-network-policy-common';
import { z } from 'zod';
import { ApiGet } from './client';

/** A kind of object and where the API server keeps all of them. */
export interface Resource {
  apiVersion: string;
  kind: string;
  plural: string;
}

/** What every cluster has. */
export const builtIn: readonly Resource[] = [
  { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces' },
  { apiVersion: 'v1', kind: 'Node', plural: 'nodes' },
  { apiVersion: 'v1', kind: 'Pod', plural: 'pods' },
  { apiVersion: 'v1', kind: 'Service', plural: 'services' },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    plural: 'endpointslices',
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
  },
];

const groupsSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      versions: z.array(z.object({ groupVersion: z.string() })),
    }),
  ),
});

const resourcesSchema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      verbs: z.array(z.string()),
    }),
  ),
});

// Kubernetes' own groups hold no other policies; groups of others have a domain of their own.
const ofPolicies = 'policy.networking.k8s.io';
const isOfOthers = (group: string) =>
  group === ofPolicies || (group.includes('.') && !group.endsWith('.k8s.io'));

/** What is done with objects of a kind; what is asked for is not read, so an object without anything will do. */
const outcomeOf = ({
  apiVersion,
  kind,
}: Pick<Resource, 'apiVersion' | 'kind'>) =>
  readObject({ apiVersion, kind }).outcome;

/**
 * The kinds of a cluster that verdicts depend on and that not every cluster has.
 *
 * @returns sentences about what could not be found out, too
 */
export async function discover(
  get: ApiGet,
): Promise<{ resources: readonly Resource[]; unknown: readonly string[] }> {
  const groups = await get('/apis');
  const parsed = groupsSchema.safeParse(groups.ok ? groups.body : undefined);
  if (!parsed.success) {
    return {
      resources: [],
      unknown: [
        `Which other kinds of policies the cluster has could not be found out: ${
          groups.ok ? 'the answer was not understood' : groups.message
        }.`,
      ],
    };
  }
  const versions = parsed.data.groups
    .filter(({ name }) => isOfOthers(name))
    .flatMap(group => group.versions.map(({ groupVersion }) => groupVersion));
  const found = await Promise.all(
    versions.map(async apiVersion => {
      const answer = await get(`/apis/${apiVersion}`);
      const list = resourcesSchema.safeParse(
        answer.ok ? answer.body : undefined,
      );
      return (list.data?.resources ?? [])
        .filter(
          ({ name, kind, verbs }) =>
            !name.includes('/') &&
            verbs.includes('list') &&
            outcomeOf({ apiVersion, kind }) !== 'ignored',
        )
        .map(({ kind, name }) => ({ apiVersion, kind, plural: name }));
    }),
  );
  return { resources: onePerKind(found.flat()), unknown: [] };
}

// A group serves the same objects in all of its versions, of which one may be understood.
function onePerKind(resources: readonly Resource[]): Resource[] {
  const byKind = new Map<string, Resource>();
  for (const resource of resources) {
    const key = `${resource.apiVersion.split('/')[0]} ${resource.kind}`;
    const known = byKind.get(key);
    if (!known || outcomeOf(known) === 'not-evaluated') {
      byKind.set(
        key,
        known && outcomeOf(resource) === 'not-evaluated' ? known : resource,
      );
    }
  }
  return [...byKind.values()];
}
