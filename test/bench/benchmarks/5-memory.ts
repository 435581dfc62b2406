import { IndexedCluster } from 'backstage-plugin-network-policy-common';
import { Benchmark, Measured } from '../harness/benchmark';
import {
  bytesAlive,
  reachOf,
  someServices,
  trimmedCluster,
} from '../harness/clusters';

const megabyte = 1e6;

function measure(): Measured {
  const snapshot = trimmedCluster('150000-pods');
  const services = someServices(snapshot, 100);
  const before = bytesAlive();
  const { rss } = process.memoryUsage();
  const cluster = IndexedCluster.from(snapshot);
  const indexed = bytesAlive();
  // What is only made when it is asked for counts too.
  for (const service of services) {
    const { namespaces } = reachOf(cluster, service);
    if (namespaces.length !== snapshot.namespaces.length) {
      throw new Error(`Reach of ${service.name} has ${namespaces.length} rows`);
    }
  }
  const asked = bytesAlive();
  return {
    samples: [(asked - before) / megabyte],
    also: {
      'before any reach': (indexed - before) / megabyte,
      'process grew by': (process.memoryUsage().rss - rss) / megabyte,
      'trimmed objects': before / megabyte,
      'pods counted': [...cluster.pods()].length,
    },
  };
}

/** What the index and 100 answers hold in memory beside the objects that it was made of. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'memory added to the trimmed objects; 10,000 namespaces, 150,000 pods',
    unit: 'MB',
    limit: 100,
    processes: 1,
    measure,
  },
];
