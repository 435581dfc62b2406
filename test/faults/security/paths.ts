import assert from 'node:assert/strict';
import { z } from 'zod';
import { adminPolicies } from '../clusters/adminPolicies';
import { home, pathOf as collectionOf } from '../clusters/world';
import { Stage } from '../Stage';
import { draft, pathOf, Route, routes, trickyEntities } from './routes';
import { sendRaw } from './sendRaw';
import { spellingsOf, tricks } from './tricks';

/** What the portal has reason to ask of a cluster: whole collections, and what a draft of the entity is about. */
const intended = [
  /^GET \/version$/,
  /^GET \/api\/v1\/(namespaces|pods|services|nodes)$/,
  /^GET \/apis\/discovery\.k8s\.io\/v1\/endpointslices$/,
  /^GET \/apis\/networking\.k8s\.io\/v1\/networkpolicies$/,
  /^GET \/apis\/policy\.networking\.k8s\.io\/v1alpha[12](\/\w+)?$/,
  new RegExp(`^GET /api/v1/namespaces/${home}/pods$`),
];

const listSchema = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
});

/** One by one, policies are read that are there, or that a draft is about. */
async function intendedPolicies({
  cluster: { api, hasCustomResources },
}: Stage): Promise<Set<string>> {
  const pathsIn = async (folder: string) => {
    const { items } = listSchema.parse(await api.ask('GET', folder));
    return items.map(({ metadata }) => `${folder}/${metadata.name}`);
  };
  const folder = collectionOf('NetworkPolicy', home);
  const drafted = [...(await pathsIn(folder)), `${folder}/${draft.name}`];
  const read = hasCustomResources ? await pathsIn(adminPolicies) : [];
  return new Set([
    ...drafted.flatMap(path =>
      ['GET', 'PUT', 'DELETE'].map(method => `${method} ${path}`),
    ),
    `POST ${folder}`,
    ...read.map(path => `GET ${path}`),
  ]);
}

const isWrite = (line: string) =>
  !line.startsWith('GET ') && !/[?&]dryRun=All(&|$)/.test(line);

type Attempt = Pick<Route, 'method'> & { path: string; body?: unknown };

/** Every name of a route exchanged for a trick: in the path, in the query, in the body. */
function* tricksWith(route: Route, trick: string): Generator<Attempt> {
  const { method, names, parameters = [], body, fields = [] } = route;
  for (const spelling of spellingsOf(trick)) {
    for (const name of Object.keys(names)) {
      const path = pathOf(route, { ...names, [name]: spelling });
      yield { method, path, body };
    }
    for (const parameter of parameters) {
      const path = pathOf(route, names, `${parameter}=${spelling}`);
      yield { method, path, body };
    }
  }
  for (const field of fields) {
    const value = Array.isArray(body?.[field]) ? [trick] : trick;
    const path = pathOf(route, names);
    yield { method, path, body: { ...body, [field]: value } };
  }
}

/** A route about the entities whose annotations are tricks, at the place that they name and at the usual one. */
function* ofTrickyEntities(route: Route): Generator<Attempt> {
  const { method, names, body } = route;
  if (!('name' in names)) {
    return;
  }
  for (const { name, targetNamespace } of trickyEntities) {
    yield { method, path: pathOf(route, { ...names, name }), body };
    const there = {
      ...names,
      name,
      targetNamespace: encodeURIComponent(targetNamespace),
    };
    yield {
      method,
      path: pathOf(route, there),
      ...(body && { body: { ...body, namespace: targetNamespace } }),
    };
  }
}

/** Every route as it is meant, with every trick at each of its places, and about entities that are tricks. */
function* attempts(): Generator<Attempt> {
  for (const route of routes) {
    const { method, names, body } = route;
    yield { method, path: pathOf(route, names), body };
    yield* ofTrickyEntities(route);
    for (const trick of tricks) {
      yield* tricksWith(route, trick);
    }
  }
}

const atOnce = 6;

/**
 * Plays tricks with every name that the API takes, as somebody who may do everything.
 *
 * @returns how many, and what came of them
 * @throws AssertionError when anything but the intended paths is asked of any cluster, or the portal fails
 */
export async function playTricks(stage: Stage): Promise<string> {
  const { users } = stage;
  const requestsSince = await stage.noteRequests();
  const all = [...attempts()];
  const statuses = new Map<number, number>();
  const queue = all.values();
  const work = async () => {
    for (const attempt of queue) {
      const { status, text } = await sendRaw(users.piet, attempt);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const { method, path, body } = attempt;
      assert(
        status < 500,
        `${method} ${path.slice(0, 200)} ${JSON.stringify(
          body,
        )}: ${status} ${text.slice(0, 300)}`,
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const policies = await intendedPolicies(stage);
  const asked = await requestsSince();
  const paths = new Set(asked.map(line => line.replace(/\?.*$/, '')));
  assert.deepEqual(
    [...paths].filter(
      path => !policies.has(path) && !intended.some(known => known.test(path)),
    ),
    [],
    'a cluster is asked for what nobody meant',
  );
  assert.deepEqual(asked.filter(isWrite), [], 'something was written');
  // That what is meant does get there shows that the log is not empty for another reason.
  assert(
    [...paths].some(path => path.startsWith('POST ')),
    'no draft got to the cluster',
  );
  const counts = [...statuses]
    .sort(([one], [other]) => one - other)
    .map(([status, count]) => `${count} × ${status}`);
  return `${all.length} requests (${counts.join(', ')}), ${paths.size} paths`;
}
