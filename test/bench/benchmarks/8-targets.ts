import {
  connectionsOfNewPods,
  evaluateReach,
  IndexedCluster,
  parseNetworkPolicy,
  Pod,
} from 'backstage-plugin-network-policy-common';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fixture } from '../fixture/startFixture';
import { Benchmark, Measured } from '../harness/benchmark';
import { bytesAlive, timed, trimmedCluster } from '../harness/clusters';

const TARGETS = 4_000;

/** Counting takes half of the time. */
const COUNTED_IN_MS = 300_000;

interface Answer {
  total: number;
  evaluated: number;
  targets: readonly unknown[];
}

/** A backend that knows a cluster, and has not been asked yet for an entity with pods in nearly all of its namespaces. */
async function start() {
  const { entityEverywhere, startBackend } = await import(
    '../fixture/startBackend'
  );
  const fixture = await Fixture.start('4000-namespaces');
  const services = await fixture.services(5);
  const everywhere = entityEverywhere('everywhere', 'tier=frontend');
  const { urls, stop } = await startBackend(fixture, services, [everywhere]);
  const ask = async (url: string): Promise<Answer> => {
    const response = await fetch(url);
    if (!response.ok) {
      throw new Error(`The backend answered ${await response.text()}`);
    }
    return response.json();
  };
  for (const url of urls.slice(0, -1)) {
    await ask(url);
  }
  const url = urls[urls.length - 1];
  return { stop, ask: () => ask(url) };
}

/** Asks every second, as somebody who looks does, until all are counted. */
async function untilCounted(ask: () => Promise<Answer>): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const { total, evaluated } = await ask();
    const took = performance.now() - begun;
    if (total < TARGETS) {
      throw new Error(
        `The entity has ${total} targets, not ${TARGETS} or more`,
      );
    }
    if (evaluated === total) {
      return took;
    }
    if (took > COUNTED_IN_MS) {
      throw new Error(`${evaluated} of ${total} are counted`);
    }
    await sleep(1_000);
  }
}

async function firstAnswer(): Promise<Measured> {
  const { ask, stop } = await start();
  const begun = performance.now();
  const { targets } = await ask();
  const first = performance.now() - begun;
  await stop();
  return { samples: [first], also: { targets: targets.length } };
}

async function longestBlock(): Promise<Measured> {
  const { ask, stop } = await start();
  await sleep(1_000);
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const took = await untilCounted(ask);
  delays.disable();
  await stop();
  return {
    samples: [delays.max / 1e6],
    also: { '99%': delays.percentile(99) / 1e6, 'all counted in': took },
  };
}

async function memory(): Promise<Measured> {
  const { ask, stop } = await start();
  const before = bytesAlive();
  await ask();
  const first = bytesAlive();
  await untilCounted(ask);
  const added = bytesAlive() - before;
  await stop();
  return {
    samples: [added / 1e6],
    also: { 'after the first answer': (first - before) / 1e6 },
  };
}

/** Nothing admits a probe, so that every namespace is looked at. */
function control(): Measured {
  const snapshot = trimmedCluster('150000-pods');
  const namespace = 'everybodys';
  const pods = Array.from(
    { length: 100 },
    (_, place): Pod => ({
      namespace,
      name: `web-${place}`,
      labels: { app: 'web', 'pod-template-hash': `${place % 2}` },
      phase: 'Running',
      hostNetwork: false,
      addresses: [`10.250.0.${place}`],
      ports: [],
    }),
  );
  const policy = parseNetworkPolicy({
    metadata: { name: 'closed', namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  });
  if (!policy.ok) {
    throw new Error('The policy is not one');
  }
  const cluster = IndexedCluster.from({
    ...snapshot,
    pods: [...snapshot.pods, ...pods],
    networkPolicies: [...snapshot.networkPolicies, policy.value],
  });
  // Somebody who starts a probe has seen who can reach the pods.
  evaluateReach(cluster, { namespace, pods });
  const names = cluster.namespaces().map(({ name }) => name);
  const labels = { 'job-name': 'probe' };
  let evaluations = 0;
  const search = () => {
    const connections = connectionsOfNewPods(
      cluster,
      pods.map(pod => ({ pod, port: { protocol: 'TCP', port: 80 } })),
    );
    const found = names.find(
      name => connections.from({ namespace: name, labels }).allowed,
    );
    evaluations = connections.evaluations;
    if (found) {
      throw new Error(`A probe from ${found} should not connect`);
    }
  };
  const samples = Array.from({ length: 30 }, () => timed(search));
  return { samples, also: { first: samples[0], evaluations } };
}

/** Entities that have thousands of targets, and searches over ten thousand namespaces. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'backend, first answer of an entity with 4,000 targets; 4,020 namespaces, 24,000 pods',
    unit: 'ms',
    limit: 50,
    processes: 3,
    measure: firstAnswer,
  },
  {
    name: 'backend, longest block of the event loop until 4,000 targets are counted; 4,020 namespaces, 24,000 pods',
    unit: 'ms',
    limit: 50,
    processes: 1,
    measure: longestBlock,
  },
  {
    name: 'backend, memory added by an entity with 4,000 targets; 4,020 namespaces, 24,000 pods',
    unit: 'MB',
    limit: 50,
    processes: 1,
    measure: memory,
  },
  {
    name: "search for a probe's control, none found; 10,000 namespaces, 100 pods",
    unit: 'ms',
    limit: 20,
    processes: 1,
    measure: control,
  },
];
