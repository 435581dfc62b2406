import {
  ClusterSnapshot,
  collectSnapshot,
  evaluateReach,
  IndexedCluster,
  Pod,
  ReadObject,
  readObject,
  Service,
  TargetReach,
} from 'backstage-plugin-network-policy-common';
import { generateCluster } from '../generator/generateCluster';
import { Preset, presets } from '../generator/parameters';
import { seededRandom } from '../generator/random';
import { plainObjects } from '../manifests/plainObjects';

/**
 * A cluster as it is kept after its objects were read. What the generator has put together itself shares more of its
 * parts, and has strings that are still to be joined.
 */
export function trimmedCluster(preset: Preset): ClusterSnapshot {
  const snapshot = generateCluster(presets[preset]);
  const read: ReadObject[] = [];
  for (const { manifest } of plainObjects(snapshot)) {
    read.push(readObject(JSON.parse(JSON.stringify(manifest))));
  }
  return collectSnapshot(read);
}

/** So many different Services with selectors, from everywhere in the cluster, in an order without pattern. */
export function someServices(
  { services }: ClusterSnapshot,
  count: number,
): Service[] {
  const random = seededRandom(42);
  return services
    .filter(({ selector }) => selector)
    .map(service => ({ service, place: random.fraction() }))
    .sort((one, other) => one.place - other.place)
    .slice(0, count)
    .map(({ service }) => service);
}

/** The pods that a Service selects. */
export function podsOf(cluster: IndexedCluster, service: Service): Pod[] {
  const wanted = Object.entries(service.selector ?? {});
  return [...cluster.pods(service.namespace)].filter(({ labels }) =>
    wanted.every(([key, value]) => labels[key] === value),
  );
}

/** The reach of a Service, from its name to the rows. */
export function reachOf(
  cluster: IndexedCluster,
  service: Service,
): TargetReach {
  const { namespace } = service;
  return evaluateReach(cluster, {
    namespace,
    pods: podsOf(cluster, service),
  });
}

/** How long some work takes, in milliseconds. */
export function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Leaves no garbage of the preparation behind that would have to be collected while something is measured. */
export function collectGarbage(): void {
  if (!globalThis.gc) {
    throw new Error('The process was not started with --expose-gc');
  }
  globalThis.gc();
}

/** Bytes of everything that is alive in this process. */
export function bytesAlive(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
