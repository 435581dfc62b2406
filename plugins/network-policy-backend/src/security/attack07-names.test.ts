import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { networkPolicyPermissions } from 'backstage-plugin-network-policy-common';
import { networkPolicyProberExtensionPoint } from 'backstage-plugin-network-policy-node';
import knex from 'knex';
import request from 'supertest';
import { operations } from '../__testUtils__/openapi/operations';
import { startPlugin } from '../__testUtils__/startPlugin';
import { putRun } from '../__testUtils__/storedRuns';
import { callers, createPermissions } from '../__testUtils__/names/callers';
import { Call, callsIn } from '../__testUtils__/names/calls';
import { createWorld, entities, runId } from '../__testUtils__/names/world';

/** Connects at once. */
const prober = createBackendModule({
  pluginId: 'network-policy',
  moduleId: 'prober',
  register(registration) {
    registration.registerInit({
      deps: { probers: networkPolicyProberExtensionPoint },
      init: async ({ probers }) =>
        probers.setProber({
          probe: async () => ({ outcome: 'connected', steps: {} }),
        }),
    });
  },
});

const setUp = async () => {
  const world = createWorld();
  const client = knex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  const { denied, feature } = createPermissions();
  const started = await startPlugin({
    kubernetes: world.kubernetes,
    permissions: feature,
    visible: entities,
    config: {
      ownership: { namespaceAnnotation: true },
      // One namespace is everybody's to probe from.
      probes: { from: { namespaces: [world.places.client] } },
      walkthrough: { enabled: false },
    },
    features: [
      prober,
      mockServices.database.mock({ getClient: async () => client }).factory,
    ],
  });
  await putRun(client, runId, world.attempts, {
    namespace: world.places.own,
    target: '10.0.0.1:8080',
    requested_by: 'user:default/ada',
  });
  const send = async (header: string, { path, body, accept }: Call) => {
    const [method, url] = path.split(' ');
    const sent = request(started.server)
      [method.toLowerCase() as 'get'](`/api/network-policy${url}`)
      .set('Authorization', header)
      .set('Accept', accept ?? 'application/json');
    return body ? sent.send(body) : sent;
  };
  return { ...world, client, denied, send, ...started };
};

type Started = Awaited<ReturnType<typeof setUp>>;

/** What the callers of a route may know of by their permissions, as the marks mean it. */
const knownBy = (permissions: readonly string[], seesAllExposures: boolean) => {
  const may = (name: string) => permissions.includes(`network-policy.${name}`);
  const patterns = [
    ...(may('reach.read')
      ? [
          /^namespace own$/,
          /^service web of own$/,
          /^policy own (closed|open|adopted)$/,
          /^(reason|person) of policy own (open|adopted)$/,
          // A cluster-wide policy that denies at the service's own side.
          /^policy admin$/,
          /^rule of policy admin$/,
        ]
      : []),
    // With names, all namespaces, what tells their pods apart, and the policies of those that may not connect.
    ...((may('reach.read') || may('probe.run')) &&
    (may('reach.namespaces.read') || may('fleet.read'))
      ? [
          /^namespace /,
          /^label of (namespace|pod) /,
          /^policy /,
          /^(reason|person|value|owner|entity|manager) of policy /,
          /^service /,
        ]
      : []),
    ...(may('fleet.read') || (may('exposure.read') && seesAllExposures)
      ? [/^namespace /, /^service /, /^policy /, / of policy /]
      : []),
    ...(may('exposure.read')
      ? [
          /^namespace own$/,
          /^service web of own$/,
          /^policy own (open|adopted)$/,
          /^(reason|person) of policy own (open|adopted)$/,
        ]
      : []),
    ...(may('exposure.apply') || may('exposure.revoke')
      ? [/^policy own adopted$/, /^person of policy own (open|adopted)$/]
      : []),
  ];
  return (meaning: string) => patterns.some(pattern => pattern.test(meaning));
};

const names = networkPolicyPermissions.map(({ name }) => name);

/** What is denied, on top of what the caller does not have anyway. */
const denials: [string, readonly string[]][] = [
  ['nothing', []],
  ...names.map((name): [string, readonly string[]] => [name, [name]]),
  [
    'names',
    ['network-policy.reach.namespaces.read', 'network-policy.fleet.read'],
  ],
  [
    'names and clusters',
    [
      'network-policy.reach.namespaces.read',
      'network-policy.fleet.read',
      'network-policy.clusters.read',
    ],
  ],
  ['everything', names],
];

// Each walk makes some two hundred calls.
jest.setTimeout(60_000);

describe('attack 7: no answer has a name that the caller may not know', () => {
  let started: Started;
  beforeAll(async () => {
    started = await setUp();
  });
  afterAll(async () => {
    await started.backend.stop();
    await started.client.destroy();
  });

  it('attack 7: the calls are of every operation', () => {
    expect(new Set(callsIn(started).map(({ operation }) => operation))).toEqual(
      new Set(operations.map(({ id }) => id)),
    );
  });

  describe.each(Object.entries(callers))('as %s', (_, caller) => {
    const mattering = denials.filter(
      ([, denied]) =>
        denied.length === 0 ||
        denied.some(name => caller.permissions.includes(name)),
    );
    it.each(mattering)('attack 7: without %s', async (__, denied) => {
      started.denied.clear();
      denied.forEach(name => started.denied.add(name));
      const knows = knownBy(
        caller.permissions.filter(name => !denied.includes(name)),
        !('claims' in caller),
      );
      const leaks = new Set<string>();
      for (const call of callsIn(started)) {
        const sent = started.marks.in(JSON.stringify(call));
        const { status, text, headers } = await started.send(
          caller.header,
          call,
        );
        for (const meaning of started.marks.in(
          text + JSON.stringify(headers),
        )) {
          if (!sent.has(meaning) && !knows(meaning)) {
            leaks.add(
              `${status} ${call.operation} ${
                call.path.split('/')[4]
              }: ${meaning}`,
            );
          }
        }
        expect(status).toBeLessThan(500);
      }
      expect([...leaks]).toEqual([]);
    });
  });

  describe('attack 7: what is not the callers answers like what there is not', () => {
    const nowhere = 'no-such-name';

    /** The answer to a call, and to the same call about something that does not exist. */
    const compare = async (call: Call, name: string) => {
      const ask = async (asked: Call) => {
        const { status, text } = await started.send(
          callers.owner.header,
          asked,
        );
        const withoutIds = text.replace(/[0-9a-f]{8}-[-0-9a-f]{27}/g, 'id');
        return { status, text: withoutIds.replaceAll(name, nowhere) };
      };
      const elsewhere = JSON.parse(
        JSON.stringify(call).replaceAll(name, nowhere),
      );
      return { seen: await ask(call), expected: await ask(elsewhere) };
    };

    beforeAll(() => {
      started.denied.clear();
      started.denied.add('network-policy.reach.namespaces.read');
    });

    const others = ['client', 'closed', 'odd', 'twin', 'quiet'] as const;
    // One namespace is offered to everybody as the source of probes.
    const isOffered = (call: Call, other: string) =>
      call.operation === 'StartProbeRun' && other === 'client';
    const mentioned = ({ call, name }: { call: Call; name: string }) =>
      JSON.stringify(call).includes(name);

    it('attack 7: for namespaces', async () => {
      const { places } = started;
      const asked = callsIn(started).flatMap(call =>
        others
          .filter(other => !isOffered(call, other))
          .map(other => ({ call, name: places[other] })),
      );
      for (const { call, name } of asked.filter(mentioned)) {
        const { seen, expected } = await compare(call, name);
        expect({ call, ...seen }).toEqual({ call, ...expected });
      }
    });

    it('attack 7: for policies', async () => {
      const { foreign, closed, quiet } = started.policies;
      const asked = callsIn(started)
        .filter(({ operation }) => operation === 'RevokeExposure')
        .flatMap(call =>
          [foreign, closed, quiet].map(name => ({ call, name })),
        );
      for (const { call, name } of asked.filter(mentioned)) {
        const { seen, expected } = await compare(call, name);
        expect({ call, ...seen }).toEqual({ call, ...expected });
      }
    });
  });
});
