import {
  collectSnapshot,
  evaluateConnection,
  IndexedCluster,
  Pod,
  readObject,
} from 'backstage-plugin-network-policy-common';
import { naiveVerdict } from '../../conformance/naive/naiveVerdict';
import { Objects } from '../../conformance/naive/objects';
import { generateCluster } from '../generator/generateCluster';
import { presets } from '../generator/parameters';
import { Benchmark, Measured } from '../harness/benchmark';
import { collectGarbage, timed } from '../harness/clusters';
import { median } from '../harness/statistics';
import { plainObjects } from '../manifests/plainObjects';

const port = { protocol: 'TCP', port: 8080 } as const;

function everyPair<T>(
  pods: readonly Pod[],
  judge: (from: Pod, to: Pod) => T,
): T[] {
  return pods.flatMap(from => pods.map(to => judge(from, to)));
}

function askEngine(objects: Objects, pods: readonly Pod[]): boolean[] {
  const snapshot = collectSnapshot(objects.map(readObject));
  const cluster = IndexedCluster.from(snapshot);
  return everyPair(
    pods,
    (from, to) =>
      evaluateConnection(cluster, {
        from: { kind: 'pod', pod: from },
        to: { kind: 'pod', pod: to },
        port,
      }).allowed,
  );
}

function askNaively(objects: Objects, pods: readonly Pod[]): boolean[] {
  return everyPair(pods, (from, to) =>
    naiveVerdict(objects, {
      from: { pod: `${from.namespace}/${from.name}` },
      to: { pod: `${to.namespace}/${to.name}` },
      ...port,
    }),
  );
}

function measure(): Measured {
  const snapshot = generateCluster(presets.small);
  const manifests = [...plainObjects(snapshot)].map(one => one.manifest);
  const objects = JSON.parse(JSON.stringify(manifests)) as Objects;
  const pods = snapshot.pods.filter(({ phase }) => phase === 'Running');
  const fast: number[] = [];
  const slow: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const said: Record<string, boolean[]> = {};
    collectGarbage();
    fast.push(timed(() => (said.engine = askEngine(objects, pods))));
    slow.push(timed(() => (said.naive = askNaively(objects, pods))));
    if (said.engine.join() !== said.naive.join()) {
      throw new Error('The engine and the naive evaluator disagree');
    }
  }
  return {
    samples: fast.map((time, round) => time / slow[round]),
    also: {
      'engine in ms': median(fast),
      'naive in ms': median(slow),
      'naive / engine': median(slow) / median(fast),
      verdicts: pods.length ** 2,
    },
  };
}

/** The engine, reading and index included, beside the evaluator that the tests compare it with. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'every pair of 40 pods, engine / naive evaluator; 6 namespaces, 36 policies',
    unit: '×',
    limit: 1,
    processes: 3,
    measure,
  },
];
