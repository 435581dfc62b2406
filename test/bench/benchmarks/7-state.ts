import { Service } from 'backstage-plugin-network-policy-common';
import { gzipSync } from 'node:zlib';
import { Fixture } from '../fixture/startFixture';
import { Benchmark, Measured } from '../harness/benchmark';
import { Preset } from '../generator/parameters';
import { plainNetworkPolicy } from '../manifests/networkPolicy';

const paths = [
  '/api/v1/namespaces',
  '/api/v1/nodes',
  '/api/v1/pods',
  '/api/v1/services',
  '/apis/discovery.k8s.io/v1/endpointslices',
  '/apis/networking.k8s.io/v1/networkpolicies',
];

interface Started {
  fixture: Fixture;
  urls: string[];
  services: readonly Service[];
  stop: () => Promise<void>;
}

async function start(cluster: Preset = '150000-pods'): Promise<Started> {
  // A backend is much to load for those who only want to know which benchmarks there are.
  const { startBackend } = await import('../fixture/startBackend');
  const fixture = await Fixture.start(cluster);
  // The cluster is never in this process: what it once needed would hide what the backend adds.
  const services = await fixture.services(20);
  return { fixture, services, ...(await startBackend(fixture, services)) };
}

async function read(url: string): Promise<string> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok || !text.includes('"evaluated"')) {
    throw new Error(`The backend answered ${text.slice(0, 500)}`);
  }
  return text;
}

/** Processor time of all threads of this process, in ms. */
const processorTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** How long nothing but parsing every page takes, and how much text that is. */
async function parseAll({ url }: Fixture) {
  let parsingMs = 0;
  let processorMs = 0;
  let bytes = 0;
  for (const path of paths) {
    let next: string | undefined;
    do {
      const query = next ? `?limit=500&continue=${next}` : '?limit=500';
      const text = await (await fetch(`${url}/proxy${path}${query}`)).text();
      bytes += text.length;
      const begun = performance.now();
      const usedBefore = processorTime();
      next = JSON.parse(text).metadata.continue;
      processorMs += processorTime() - usedBefore;
      parsingMs += performance.now() - begun;
    } while (next);
  }
  return { parsingMs, processorMs, megabytes: bytes / 1e6 };
}

const residentMegabytes = () => process.memoryUsage.rss() / 1e6;

/** What stays: V8 gives back the room of young objects, as it does by itself in a minute or two without requests. */
const settledMegabytes = () => {
  globalThis.gc?.({
    type: 'major',
    execution: 'sync',
    flavor: 'last-resort',
  });
  return residentMegabytes();
};

async function firstSync(): Promise<Measured> {
  const { fixture, urls, stop } = await start();
  const { parsingMs, ...parsing } = await parseAll(fixture);
  const begun = performance.now();
  const usedBefore = processorTime();
  await read(urls[0]);
  const took = performance.now() - begun;
  const used = processorTime() - usedBefore;
  await stop();
  return {
    samples: [took / parsingMs],
    also: {
      'parsing in ms': parsingMs,
      'sync in ms': took,
      // Garbage is collected, and answers are received, beside the main thread.
      'by processor time': used / parsing.processorMs,
      'MB of text': parsing.megabytes,
    },
  };
}

async function memory(): Promise<Measured> {
  // A portal has read something before: what a process takes once, as for compiling its parser of HTTP, is there.
  const small = await start('1000-workloads');
  await read(small.urls[0]);
  const { urls, stop } = await start();
  const before = settledMegabytes();
  await read(urls[0]);
  const atOnce = residentMegabytes() - before;
  const added = settledMegabytes() - before;
  const { heapUsed } = process.memoryUsage();
  await stop();
  await small.stop();
  return {
    samples: [added],
    also: { before, 'at once': atOnce, 'heap used': heapUsed / 1e6 },
  };
}

async function events(): Promise<Measured> {
  const { fixture, urls, services, stop } = await start();
  const [url] = urls;
  const [{ namespace, selector = {} }] = services;
  await read(url);
  const samples: number[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    const before = await read(url);
    const object = plainNetworkPolicy({
      namespace,
      name: `turn-${turn}`,
      labels: {},
      annotations: {},
      podSelector: { matchLabels: selector, matchExpressions: [] },
      policyTypes: ['Ingress'],
      ingress: [],
      egress: [],
    });
    const sentAt = await fixture.sendEvent(paths[5], 'ADDED', object);
    let after = before;
    while (after === before) {
      after = await read(url);
    }
    samples.push(performance.timeOrigin + performance.now() - sentAt);
  }
  await stop();
  return { samples };
}

async function readers(): Promise<Measured> {
  const { fixture, urls, stop } = await start();
  for (const url of urls) {
    await read(url);
  }
  const load = { urls, readers: 50, everyMs: 500 };
  await fixture.read({ ...load, forMs: 2_000 });
  const latencies = await fixture.read({ ...load, forMs: 10_000 });
  await stop();
  latencies.sort((one, other) => one - other);
  const at = (part: number) => latencies[Math.floor(latencies.length * part)];
  return {
    samples: [at(0.99)],
    also: { median: at(0.5), requests: latencies.length },
  };
}

async function sizes(page: boolean): Promise<Measured> {
  const { urls, services, stop } = await start();
  const samples: number[] = [];
  for (const [index, url] of urls.entries()) {
    const { namespace } = services[index];
    const summary = await read(url);
    const rows = await fetch(
      `${url}/north/${namespace}/namespaces?limit=500&sort=namespace`,
    );
    const text = page ? await rows.text() : summary;
    samples.push((page ? gzipSync(text).length : text.length) / 1_000);
  }
  await stop();
  return { samples };
}

/** A backend that keeps a large cluster by list and watch, asked over HTTP. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'backend, first sync / JSON.parse; 10,000 namespaces, 150,000 pods',
    unit: '×',
    limit: 1.5,
    processes: 2,
    measure: firstSync,
  },
  {
    name: 'backend, resident memory added by the first sync; 10,000 namespaces, 150,000 pods',
    unit: 'MB',
    limit: 100,
    processes: 3,
    measure: memory,
  },
  {
    name: 'backend, from an event to the answer; 10,000 namespaces, 150,000 pods',
    unit: 'ms',
    limit: 50,
    processes: 1,
    measure: events,
  },
  {
    name: 'backend, reach over HTTP with 50 readers, 99th percentile; 10,000 namespaces, 150,000 pods',
    unit: 'ms',
    limit: 10,
    processes: 1,
    measure: readers,
  },
  {
    name: 'backend, summary of a reach; 10,000 namespaces, 150,000 pods',
    unit: 'kB',
    limit: 5,
    processes: 1,
    measure: () => sizes(false),
  },
  {
    name: 'backend, page of 500 namespaces, gzip; 10,000 namespaces, 150,000 pods',
    unit: 'kB',
    limit: 50,
    processes: 1,
    measure: () => sizes(true),
  },
];
