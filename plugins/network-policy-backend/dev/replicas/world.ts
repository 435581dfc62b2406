import { FakeKubernetes } from '../../src/__testUtils__/FakeKubernetes';
import {
  fillCluster,
  namespace,
  policy,
} from '../../src/__testUtils__/fixtures';

/** Short, so that a run of a replica that was killed is soon another's business. */
export const leaseSeconds = 4;

/** Each cluster holds one target: the pods of web in its namespace default. */
export const clusterNames = Array.from(
  { length: 12 },
  (_, index) => `cluster-${index}`,
);

/** One person starts all runs. It is less than there are targets, so that the budget is put to the test. */
export const runsPerPerson = 8;

/** From where each run probes; the control comes from the namespace of the target. */
export const sourceNamespaces = Array.from(
  { length: 6 },
  (_, index) => `team-${index}`,
);

/** How many attempts a run has. */
export const attemptsInRun = sourceNamespaces.length + 1;

/**
 * The clusters, the same for every replica. Web is open to all namespaces in each.
 */
export function createClusters(): FakeKubernetes {
  const kubernetes = new FakeKubernetes();
  for (const name of clusterNames) {
    const cluster = fillCluster(kubernetes.add(name)).put(
      'networkpolicies',
      policy('open', 'web', {
        ingress: [{ from: [{ namespaceSelector: {} }] }],
      }),
    );
    for (const source of sourceNamespaces) {
      cluster.put('namespaces', namespace(source));
    }
  }
  return kubernetes;
}
