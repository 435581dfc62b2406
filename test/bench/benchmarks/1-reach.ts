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

// The first index and the first answer of the process: nothing is compiled yet.
function cold(preset: Preset, reachToo: boolean): Measured {
  const snapshot = trimmedCluster(preset);
  const services = someServices(snapshot, 30);
  const once = (index: number) => {
    collectGarbage();
    const start = performance.now();
    const cluster = IndexedCluster.from(snapshot);
    const indexed = performance.now();
    reachOf(cluster, services[index]);
    const reached = performance.now();
    return { index: indexed - start, both: reached - start };
  };
  const first = once(0);
  const later = services.slice(1).map((_, index) => once(index + 1));
  const last = later[later.length - 1];
  return reachToo
    ? {
        samples: [first.both],
        also: { 'index alone': first.index, 'code warm': last.both },
      }
    : {
        samples: [first.index],
        also: { 'with first reach': first.both, 'code warm': last.index },
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
    processes: 9,
    measure: () => cold('604-namespaces', true),
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
    measure: () => cold('99000-pods', false),
  },
];
