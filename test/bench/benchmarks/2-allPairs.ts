import {
  ClusterSnapshot,
  connectionsOf,
  IndexedCluster,
} from 'backstage-plugin-network-policy-common';
import { Benchmark, Measured } from '../harness/benchmark';
import { collectGarbage, timed, trimmedCluster } from '../harness/clusters';

function countConnections(snapshot: ClusterSnapshot): number {
  let count = 0;
  for (const { allowed } of connectionsOf(IndexedCluster.from(snapshot))) {
    if (!allowed.isEmpty()) {
      count += 1;
    }
  }
  return count;
}

function measureTime(): Measured {
  const snapshot = trimmedCluster('1000-workloads');
  let count = 0;
  const once = () => {
    collectGarbage();
    return timed(() => {
      count = countConnections(snapshot);
    });
  };
  const first = once();
  const later = Array.from({ length: 9 }, once);
  return {
    samples: [first],
    also: { 'code warm': later[later.length - 1], connections: count },
  };
}

function measureMemory(): Measured {
  const snapshot = trimmedCluster('1000-workloads');
  collectGarbage();
  const { rss } = process.memoryUsage();
  countConnections(snapshot);
  // Kilobytes, of the whole life of the process.
  const { maxRSS } = process.resourceUsage();
  return { samples: [maxRSS / 1e3], also: { 'before in MB': rss / 1e6 } };
}

/** Every connection between workloads and ranges outside. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'all pairs, cold, index included; 100 namespaces, 1,000 workloads, 500 policies',
    unit: 'ms',
    limit: 100,
    processes: 9,
    measure: measureTime,
  },
  {
    name: 'all pairs, most memory of the process; 100 namespaces, 1,000 workloads, 500 policies',
    unit: 'MB',
    limit: 150,
    processes: 5,
    measure: measureMemory,
  },
];
