import { IndexedCluster } from 'backstage-plugin-network-policy-common';
import { Preset } from '../generator/parameters';
import { Benchmark, Measured } from '../harness/benchmark';
import {
  collectGarbage,
  reachOf,
  someServices,
  timed,
  trimmedCluster,
} from '../harness/clusters';

// Every Service is asked for once, so that no remembered answer helps.
function warm(preset: Preset): Measured {
  const snapshot = trimmedCluster(preset);
  const services = someServices(snapshot, 500);
  const cluster = IndexedCluster.from(snapshot);
  collectGarbage();
  const samples = services.map(service =>
    timed(() => reachOf(cluster, service)),
  );
  return { samples, also: { first: samples[0] } };
}

// Nothing is known of the cluster, but the code has run before, as in a portal that has been up for a minute.
function cold(preset: Preset): Measured {
  const snapshot = trimmedCluster(preset);
  const services = someServices(snapshot, 50);
  const runs = services.map(service => {
    collectGarbage();
    const start = performance.now();
    const cluster = IndexedCluster.from(snapshot);
    const indexed = performance.now();
    reachOf(cluster, service);
    const reached = performance.now();
    return { index: indexed - start, both: reached - start };
  });
  const [first, ...later] = runs;
  return {
    samples: later.slice(-30).map(({ both }) => both),
    also: {
      'index alone': later[later.length - 1].index,
      'first of a process': first.both,
    },
  };
}

// The first index of the process: the code is loaded but has never run.
function firstIndex(preset: Preset): Measured {
  const snapshot = trimmedCluster(preset);
  const [service] = someServices(snapshot, 1);
  collectGarbage();
  const start = performance.now();
  const cluster = IndexedCluster.from(snapshot);
  const indexed = performance.now();
  reachOf(cluster, service);
  return {
    samples: [indexed - start],
    also: { 'with first reach': performance.now() - start },
  };
}

/** Reach of one service with reasons. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'reach, warm; 604 namespaces, 5,436 pods, 13,892 policies',
    unit: 'ms',
    limit: 2,
    processes: 3,
    measure: () => warm('604-namespaces'),
  },
  {
    name: 'index and first reach, cold; 604 namespaces, 5,436 pods, 13,892 policies',
    unit: 'ms',
    limit: 25,
    processes: 3,
    measure: () => cold('604-namespaces'),
  },
  {
    name: 'reach, warm; 300 namespaces, 99,000 pods',
    unit: 'ms',
    limit: 2,
    processes: 3,
    measure: () => warm('99000-pods'),
  },
  {
    name: 'index, cold; 300 namespaces, 99,000 pods',
    unit: 'ms',
    limit: 100,
    processes: 5,
    measure: () => firstIndex('99000-pods'),
  },
];
