import assert from 'node:assert/strict';
import {
  PolicyVersion,
  ProbeRun,
  RevokedExposure,
} from 'backstage-plugin-network-policy-common';
import { z } from 'zod';
import { home, pathOf } from '../clusters/world';
import { eventually } from '../eventually';
import { PortalUser } from '../portal/PortalUser';
import { Stage } from '../Stage';
import { draft } from './routes';

/** Who asks: somebody of the team that owns the entity, a platform engineer, or somebody of another team. */
type Role = 'owner' | 'platform' | 'other';

interface Ask {
  method?: string;
  path: string;
  body?: unknown;
}

interface Rule {
  /** `seen` is the version of the policy that the person can see, if any. */
  ask: (entity: string, seen?: PolicyVersion) => Ask;
  /** What the status is for whom. */
  status: Readonly<Record<Role, number>>;
}

const rows = `/reach/trial/${home}/namespaces`;

const exposure = { cluster: 'trial', namespace: home };

const ofOwners = { owner: 200, platform: 200, other: 403 } as const;
const ofPlatform = { owner: 403, platform: 200, other: 403 } as const;

/** What the portal's permission policy says, in the order in which it is tried: what is applied is revoked later. */
const rules: readonly Rule[] = [
  {
    ask: entity => ({ path: `${entity}/reach` }),
    status: { owner: 200, platform: 200, other: 200 },
  },
  { ask: entity => ({ path: `${entity}${rows}` }), status: ofOwners },
  {
    ask: entity => ({ path: `${entity}${rows}/${home}-a` }),
    status: ofOwners,
  },
  {
    ask: entity => ({
      method: 'POST',
      path: `${entity}/exposures/preview`,
      body: draft,
    }),
    status: ofOwners,
  },
  {
    ask: entity => ({
      method: 'PUT',
      path: `${entity}/exposures`,
      body: { ...draft, ports: [{ protocol: 'TCP', port: 8_080 }] },
    }),
    status: ofOwners,
  },
  {
    ask: (entity, seen) => ({
      method: 'POST',
      path: `${entity}/exposures/revoke`,
      body: { ...exposure, policy: draft.name, seen },
    }),
    status: ofOwners,
  },
  {
    ask: entity => ({
      method: 'POST',
      path: `${entity}/probe-runs`,
      body: { ...exposure, from: [`${home}-a`] },
    }),
    status: { owner: 202, platform: 202, other: 403 },
  },
  { ask: () => ({ path: '/fleet/clusters' }), status: ofPlatform },
  // Without the permission for the fleet, a team sees its own.
  {
    ask: () => ({ path: '/fleet/exposures' }),
    status: { owner: 200, platform: 200, other: 200 },
  },
];

/** A second run at the same place would be refused for that. */
async function untilEnded(user: PortalUser, entity: string, answer: string) {
  const { id }: ProbeRun = JSON.parse(answer);
  await eventually(
    'the probe run has ended',
    async () => {
      const run = await user.read<ProbeRun>(`${entity}/probe-runs/${id}`);
      return run.state !== 'running' || undefined;
    },
    { seconds: 60 },
  );
}

/** The version of the policy, as a person learns of it before they revoke it; undefined for those who may not. */
async function versionSeenBy(
  user: PortalUser,
  entity: string,
): Promise<PolicyVersion | undefined> {
  const { status, text } = await user.ask(`${entity}/exposures/revoke`, {
    method: 'POST',
    body: { ...exposure, policy: draft.name, dryRun: true },
  });
  const revoked: RevokedExposure | undefined =
    status === 200 ? JSON.parse(text) : undefined;
  return revoked?.version;
}

/** Asks for everything as somebody. */
async function askAll(
  user: PortalUser,
  role: Role,
  entity: string,
): Promise<void> {
  for (const { ask, status } of rules) {
    const seen = await versionSeenBy(user, entity);
    const { path, ...request } = ask(entity, seen);
    const answer = await user.ask(path, request);
    assert.equal(
      answer.status,
      status[role],
      `${user.name}, ${role}: ${request.method ?? 'GET'} ${path}: ${
        answer.text
      }`,
    );
    if (answer.status === 202) {
      await untilEnded(user, entity, answer.text);
    }
  }
}

const listSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), resourceVersion: z.string() }),
    }),
  ),
});

/** The policies of the service with their versions, and the jobs of a team, whose versions others change. */
async function writtenIn({ cluster: { api } }: Stage) {
  const metadataIn = async (place: string) =>
    listSchema
      .parse(await api.ask('GET', place))
      .items.map(({ metadata }) => metadata);
  const policies = await metadataIn(pathOf('NetworkPolicy', home));
  const jobs = await metadataIn(`/apis/batch/v1/namespaces/${home}-a/jobs`);
  return {
    policies: policies.map(
      ({ name, resourceVersion }) => `${name} ${resourceVersion}`,
    ),
    jobs: jobs.map(({ name }) => name),
  };
}

/**
 * Tries the whole table on an entity. Whoever is refused meets an exposure that could be changed and taken back.
 *
 * @throws AssertionError for a status that the table does not say, or when what is refused is written all the same
 */
export async function tryTable(
  stage: Stage,
  name: string,
  { owner, platform, other }: Readonly<Record<Role, PortalUser>>,
): Promise<void> {
  const entity = `/entities/component/default/${name}`;
  await askAll(owner, 'owner', entity);
  await askAll(platform, 'platform', entity);

  const exposures = `${entity}/exposures`;
  const applied = await owner.ask(exposures, { method: 'PUT', body: draft });
  assert.equal(applied.status, 200, applied.text);
  const before = await writtenIn(stage);
  assert(before.policies.some(line => line.startsWith(`${draft.name} `)));
  const requestsSince = await stage.noteRequests();
  await askAll(other, 'other', entity);
  assert.deepEqual(
    (await requestsSince()).filter(line => !line.startsWith('GET ')),
    [],
    'what was refused got to a cluster',
  );
  const after = await writtenIn(stage);
  assert.deepEqual(after.policies, before.policies);
  // What a probe before has left may end meanwhile.
  assert.deepEqual(
    after.jobs.filter(job => !before.jobs.includes(job)),
    [],
  );
  const revoked = await owner.ask(`${exposures}/revoke`, {
    method: 'POST',
    body: {
      ...exposure,
      policy: draft.name,
      seen: await versionSeenBy(owner, entity),
    },
  });
  assert.equal(revoked.status, 200, revoked.text);
}
