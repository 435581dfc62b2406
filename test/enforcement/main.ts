// Applies random policies to a real cluster, and makes every connection between its pods: what happens must be what the
// verdicts say. KUBECONFIG names the cluster.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { IndexedCluster } from 'backstage-plugin-network-policy-common';
import { endAttempts } from './connections/attempt';
import {
  connectionsOfNode,
  connectionsOfPods,
  connectionsThroughServices,
  ExpectedConnection,
} from './connections/expected';
import { environment } from './environment';
import { PolicyManifest, policySet } from './policies/policySet';
import { Mix, proveVerdicts } from './proveVerdicts';
import {
  connectionsBetweenPods,
  declaredPods,
  namespaceKeys,
} from './world/declared';
import { createWorld, namespaceName, removeWorld, World } from './world/world';

/** How many of the sets are tried through Services and from the node, too. */
const setsThroughServices = 4;

/** How long a test may take; a set takes a few seconds. */
const timeout = 240_000;

const count = connectionsBetweenPods;
const total: Mix = { allowed: 0, denied: 0, triedAgain: 0 };

function describeMix({ allowed, denied, triedAgain }: Mix): string {
  const connections = allowed + denied;
  return `${connections} connections: ${allowed} allowed, ${denied} denied; ${triedAgain} tried again`;
}

let world: World;
before(
  async () => {
    world = await createWorld();
  },
  { timeout },
);
after(async () => {
  await endAttempts();
  await removeWorld();
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => removeWorld().finally(() => process.exit(1)));
}

const setOf = (seed: number) =>
  policySet(seed, {
    namespaces: namespaceKeys.map(namespaceName),
    addresses: world.podAddresses,
  });

const denyEverything = namespaceKeys.map(
  (key): PolicyManifest => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'deny-everything', namespace: namespaceName(key) },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  }),
);

/** A test of its own for some policies and the connections under them. */
function prove(
  name: string,
  policies: () => readonly PolicyManifest[],
  connectionsOf: (cluster: IndexedCluster) => ExpectedConnection[],
  look: (mix: Mix) => void = () => {},
): void {
  test(name, { timeout }, async context => {
    const mix = await proveVerdicts(world, policies(), connectionsOf);
    context.diagnostic(describeMix(mix));
    look(mix);
  });
}

const nothingDenied = ({ denied }: Mix) => assert.equal(denied, 0);

prove(
  `no policies: ${count} connections as the verdicts say`,
  () => [],
  connectionsOfPods,
  nothingDenied,
);

const sets = Array.from({ length: environment.sets }, (_, index) => {
  const seed = environment.firstSeed + index;
  return {
    name: `policy set ${index + 1} (seed ${seed})`,
    policies: () => setOf(seed),
  };
});
sets.forEach(({ name, policies }) =>
  prove(
    `${name}: ${count} connections as the verdicts say`,
    policies,
    connectionsOfPods,
    mix => {
      total.allowed += mix.allowed;
      total.denied += mix.denied;
      total.triedAgain += mix.triedAgain;
    },
  ),
);
sets
  .slice(0, setsThroughServices)
  .forEach(({ name, policies }) =>
    prove(
      `${name}: through Services, and from the node, as the verdicts say`,
      policies,
      cluster => [
        ...connectionsThroughServices(cluster, world.serviceAddresses),
        ...connectionsOfNode(cluster),
      ],
    ),
  );

prove(
  'everything denied: pods reach only themselves',
  () => denyEverything,
  connectionsOfPods,
  ({ allowed }) => assert.equal(allowed, count / declaredPods.length),
);
prove(
  'everything denied: the node still reaches its pods',
  () => denyEverything,
  connectionsOfNode,
  nothingDenied,
);
prove(
  'policies deleted: everything is allowed again',
  () => [],
  connectionsOfPods,
  nothingDenied,
);

// A run in which nearly everything is allowed, or denied, would prove little. A few sets may be of one kind.
if (environment.sets >= 20) {
  test('the policy sets allow a quarter and deny a quarter at least', async context => {
    context.diagnostic(describeMix(total));
    const quarter = (total.allowed + total.denied) / 4;
    assert(total.allowed >= quarter && total.denied >= quarter);
  });
}
