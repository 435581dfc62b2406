import { Pod } from 'backstage-plugin-network-policy-common';
import { indexedClusterOf } from './evaluators/engineEvaluator';
import {
  AnalysedPod,
  analyserCases,
  manifestsOf,
} from './suites/netpolAnalyzer';

/** What is compared of a pod; a port that says no number is no port. */
type Compared = Pick<AnalysedPod, 'namespace' | 'name' | 'workload'> &
  Pick<Pod, 'labels' | 'ports'>;

// Some cases give a workload twice.
const sorted = <T>(items: Iterable<T>): string[] => [
  ...new Set([...items].map(item => JSON.stringify(item)).sort()),
];

const sortedLabels = (labels: Readonly<Record<string, string>> | null) =>
  Object.entries(labels ?? {}).sort();

const compared = ({ namespace, name, workload, labels, ports }: Compared) => ({
  pod: `${namespace}/${name}`,
  workload,
  labels: sortedLabels(labels),
  ports: sorted(
    ports
      .filter(port => port.containerPort !== undefined)
      .map(port => [port.name, port.protocol, port.containerPort]),
  ),
});

const workloadOf = ({ namespace, name, owner }: Pod) =>
  owner
    ? `${namespace}/${owner.name}[${owner.kind}]`
    : `${namespace}/${name}[Pod]`;

describe('the pods that manifests would run are those of the corpus', () => {
  it.each(analyserCases())('$name', ({ pods, namespaces, ...analysed }) => {
    const cluster = indexedClusterOf(manifestsOf(analysed));
    expect(
      sorted(
        [...cluster.pods()].map(pod =>
          compared({ ...pod, workload: workloadOf(pod) }),
        ),
      ),
    ).toEqual(sorted(pods.map(pod => compared(pod as Compared))));
    const spelled = (list: Iterable<{ name: string; labels: Pod['labels'] }>) =>
      sorted([...list].map(({ name, labels }) => [name, sortedLabels(labels)]));
    // The cases leave out namespaces that only Services are in.
    const known = new Set(namespaces.map(({ name }) => name));
    expect(
      spelled([...cluster.namespaces()].filter(({ name }) => known.has(name))),
    ).toEqual(spelled(namespaces));
  });
});
