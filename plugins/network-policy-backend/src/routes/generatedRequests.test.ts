import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { networkPolicyProberExtensionPoint } from 'backstage-plugin-network-policy-node';
import fc from 'fast-check';
import { Knex } from 'knex';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster, pod } from '../__testUtils__/fixtures';
import { describeOnDatabases } from '../__testUtils__/onDatabases';
import {
  acceptedRequest,
  allowedRequest,
  forbiddenRequest,
  GeneratedRequest,
  requestElsewhere,
} from '../__testUtils__/openapi/generatedRequests';
import { knownRun } from '../__testUtils__/openapi/knownThings';
import { operations } from '../__testUtils__/openapi/operations';
import { RawAnswer, sendRaw } from '../__testUtils__/openapi/sendRaw';
import { startPlugin } from '../__testUtils__/startPlugin';
import { storeOf } from '../__testUtils__/storedRuns';

const base = '/api/network-policy';

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

async function keepKnownRun(client: Knex) {
  const runs = storeOf(client, { owner: 'before', leaseMs: 1000 });
  await runs.create({
    id: knownRun,
    entityRef: 'component:default/web',
    cluster: 'north',
    namespace: 'default',
    target: 'web.default.svc:80',
    requestedBy: 'user:default/mira',
    attempts: [
      {
        namespace: 'secondary',
        purpose: 'requested',
        state: 'waiting',
        expected: 'denied',
        timeoutMs: 2_000,
      },
    ],
  });
  await runs.end(knownRun, 'finished');
}

/** What is wrong with an answer; nothing when it is one that the OpenAPI file describes. */
function problemWith(
  { operation, method }: GeneratedRequest,
  { status, mediaType, text }: RawAnswer,
): string | undefined {
  // The router looks at each answer, and makes it this if its body is not what the file says.
  if (status >= 500) {
    return `it has failed: ${text}`;
  }
  const described =
    operation.answers.get(String(status)) ?? operation.answers.get('default');
  if (status < 400 && !operation.answers.has(String(status))) {
    return `no answer ${status} is described`;
  }
  if (!described?.includes(mediaType ?? '')) {
    return `no ${mediaType} is described for ${status}`;
  }
  if (status < 400 || method === 'HEAD') {
    return undefined;
  }
  const { error, response } = JSON.parse(text);
  return typeof error.name === 'string' &&
    typeof error.message === 'string' &&
    response.statusCode === status
    ? undefined
    : `it is no error in Backstage's form: ${text}`;
}

/** What answers are made of: all objects of a type, those of the walkthrough, the policies that a draft may touch. */
const intended = new RegExp(
  [
    '^/version$',
    '^/(api|apis/[a-z.8]+)/v1(alpha[12])?(/[a-z]+)?$',
    '^/api/v1/namespaces/(default|secondary)$',
    '^/api/v1/namespaces/default/(pods|services)(/web)?$',
    '^/apis/networking.k8s.io/v1/namespaces/default/networkpolicies/[a-z0-9][-.a-z0-9]*$',
  ].join('|'),
);

const readingOf = operations.filter(
  ({ method, id }) => method === 'GET' || id === 'PreviewExposure',
);

describeOnDatabases('generated requests', ({ open }) => {
  // Both can be given, to see a failure again or to look for longer.
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 30);
  const runs = Number(process.env.FUZZ_RUNS ?? 150);
  jest.setTimeout(60_000 + 200 * runs);
  let kubernetes: FakeKubernetes;
  let north: FakeCluster;
  let started: Awaited<ReturnType<typeof startPlugin>>;

  beforeAll(async () => {
    kubernetes = new FakeKubernetes();
    for (const name of ['north', 'south']) {
      const cluster = fillCluster(kubernetes.add(name));
      // Somebody else's would be in the way of the walkthrough.
      cluster.remove('services', 'web', 'default');
      cluster.remove('networkpolicies', 'web-deny-all', 'default');
      if (name === 'north') {
        north = cluster;
      }
    }
    kubernetes.add('user-only', { authProvider: 'google' });
    const client = await open();
    await keepKnownRun(client);
    started = await startPlugin({
      kubernetes,
      features: [
        prober,
        mockServices.database.mock({ getClient: async () => client }).factory,
      ],
    });
  });
  afterAll(() => started.backend.stop());

  const send = (generated: GeneratedRequest) =>
    sendRaw(started.server, { ...generated, path: base + generated.path });

  const holds = async <T>(
    arbitrary: fc.Arbitrary<T>,
    check: (value: T) => Promise<void>,
    numRuns = runs,
  ) => {
    process.stdout.write(
      `property: ${
        expect.getState().currentTestName
      }, ${numRuns} requests, seed ${seed}\n`,
    );
    await fc.assert(fc.asyncProperty(arbitrary, check), { seed, numRuns });
  };

  it.each(operations)(
    'are accepted when they are sound: $id',
    async operation => {
      const accepted = acceptedRequest(operation);
      const isDeployment = operation.id === 'DeployWalkthrough';
      if (isDeployment) {
        // The walkthrough isolates no pod that it has not made.
        north.remove('pods', 'web-1', 'default');
      }
      const answer = await send(accepted);
      if (isDeployment) {
        north.put('pods', pod('web-1', 'default', { app: 'web' }, '10.0.0.1'));
      }
      expect(problemWith(accepted, answer)).toBeUndefined();
      expect(answer.status).toBeLessThan(300);
    },
  );

  it('are all answered as the OpenAPI file says', async () => {
    await holds(
      fc
        .constantFrom(...operations)
        .chain(operation =>
          fc.oneof(
            { weight: 5, arbitrary: allowedRequest(operation) },
            { weight: 1, arbitrary: forbiddenRequest(operation) },
          ),
        ),
      async generated =>
        expect(problemWith(generated, await send(generated))).toBeUndefined(),
      2 * runs,
    );
  });

  it('are refused when the file does not allow them', async () => {
    await holds(
      fc.constantFrom(...operations).chain(forbiddenRequest),
      async generated => {
        const answer = await send(generated);
        expect(problemWith(generated, answer)).toBeUndefined();
        expect(answer.status).toBe(400);
      },
    );
  });

  it('know nothing of what there is not', async () => {
    await holds(
      fc
        .constantFrom(
          ...operations.flatMap(operation =>
            operation.inPath.map(parameter => ({ operation, parameter })),
          ),
        )
        .chain(({ operation, parameter }) =>
          requestElsewhere(operation, parameter),
        ),
      async generated => {
        const answer = await send(generated);
        expect(problemWith(generated, answer)).toBeUndefined();
        expect(answer.status).toBe(404);
      },
    );
  });

  it('ask a cluster for nothing but what answers are made of', async () => {
    kubernetes.proxied.length = 0;
    await holds(
      fc.constantFrom(...readingOf).chain(allowedRequest),
      async generated => {
        await send(generated);
        const asked = kubernetes.proxied.splice(0);
        expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
        expect(asked.filter(({ path }) => !intended.test(path))).toEqual([]);
      },
    );
  });

  it('of other methods do not reach a route', async () => {
    await holds(
      fc.tuple(
        fc
          .constantFrom(...operations)
          .chain(operation =>
            fc.oneof(allowedRequest(operation), forbiddenRequest(operation)),
          ),
        fc.constantFrom('HEAD', 'PATCH', 'TRACE', 'PUT', 'POST', 'DELETE'),
      ),
      async ([generated, method]) => {
        fc.pre(method !== generated.method);
        const others = operations.filter(
          ({ path }) => path === generated.operation.path,
        );
        fc.pre(!others.some(other => other.method === method));
        const { status } = await send({ ...generated, method });
        expect(status).toBeLessThan(500);
        expect(method === 'HEAD' || status >= 400).toBe(true);
      },
    );
  });
});
