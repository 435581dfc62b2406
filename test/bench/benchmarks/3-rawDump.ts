import {
  collectSnapshot,
  flattenJson,
  IndexedCluster,
  ReadObject,
  readObject,
  Service,
} from 'backstage-plugin-network-policy-common';
import { generateCluster } from '../generator/generateCluster';
import { presets } from '../generator/parameters';
import { Benchmark, Measured } from '../harness/benchmark';
import {
  collectGarbage,
  reachOf,
  someServices,
  timed,
} from '../harness/clusters';
import { median } from '../harness/statistics';
import { dumpOf } from '../manifests/dump';

function* readAll(text: string): Generator<ReadObject> {
  for (const raw of flattenJson(text)) {
    yield readObject(raw);
  }
}

function fromTextToReach(text: string, service: Service): void {
  const snapshot = collectSnapshot(readAll(text));
  const cluster = IndexedCluster.from(snapshot);
  if (reachOf(cluster, service).namespaces.length === 0) {
    throw new Error('Nothing was read from the dump');
  }
}

function measure(): Measured {
  const snapshot = generateCluster(presets['604-namespaces']);
  const text = dumpOf(snapshot);
  const parsings: number[] = [];
  const ratios = someServices(snapshot, 7).map(service => {
    collectGarbage();
    const parsing = timed(() => JSON.parse(text));
    collectGarbage();
    const all = timed(() => fromTextToReach(text, service));
    parsings.push(parsing);
    return all / parsing;
  });
  return {
    samples: ratios,
    also: {
      'first round': ratios[0],
      'JSON.parse alone in ms': median(parsings),
      'MB of text': text.length / 1e6,
    },
  };
}

/** From the text of a cluster's objects to the first answer, beside nothing but parsing the same text. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'raw dump to first reach / JSON.parse; 604 namespaces, 5,436 pods, 13,892 policies',
    unit: '×',
    limit: 1.2,
    processes: 3,
    measure,
  },
];
