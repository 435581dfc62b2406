import {
  allowedPorts,
  ConnectionEnd,
  evaluateReach,
  IndexedCluster,
  NamespaceRow,
  Pod,
} from 'backstage-plugin-network-policy-common';
import fc from 'fast-check';
import { fuzzCase } from '../arbitraries/fuzzCase';
import { indexedClusterOf } from '../evaluators/engineEvaluator';
import { check } from './check';

type TargetPorts = readonly {
  protocol: 'TCP' | 'UDP' | 'SCTP';
  port: number;
}[];

const isLive = ({ phase }: Pod) => phase !== 'Succeeded' && phase !== 'Failed';

function connects(
  cluster: IndexedCluster,
  from: ConnectionEnd,
  to: Pod,
  ports: TargetPorts,
): boolean {
  const allowed = allowedPorts(cluster, { from, to: { kind: 'pod', pod: to } });
  return ports.length > 0
    ? ports.some(({ protocol, port }) => allowed.has(protocol, port))
    : !allowed.isEmpty();
}

/** The row of a namespace, counted from single connections of each of its pods to each target. */
function countedRow(
  cluster: IndexedCluster,
  namespace: string,
  targets: readonly Pod[],
  ports: TargetPorts,
): Pick<NamespaceRow, 'reach' | 'pods'> {
  const pods = [...cluster.pods(namespace)].filter(isLive);
  // A pod's connection to itself says nothing of its namespace.
  const sources = pods
    .map(pod =>
      targets
        .filter(target => target !== pod)
        .map(target => connects(cluster, { kind: 'pod', pod }, target, ports)),
    )
    .filter(pairs => pairs.length > 0);
  const hypothetical: ConnectionEnd = {
    kind: 'hypothetical-pod',
    namespace,
    labels: {},
  };
  const judged =
    sources.length > 0
      ? sources
      : [targets.map(target => connects(cluster, hypothetical, target, ports))];
  const all = judged.every(pairs => pairs.every(Boolean));
  const partly = judged.some(pairs => pairs.some(Boolean)) ? 'some' : 'none';
  return {
    reach: all ? 'all' : partly,
    pods: {
      allowed: sources.filter(pairs => pairs.some(Boolean)).length,
      total: sources.length,
    },
  };
}

it('the reach of a service is what single connections to its pods say', () => {
  check(
    'reach',
    1_500,
    fc.property(fuzzCase, fc.boolean(), (fuzzed, single) => {
      const cluster = indexedClusterOf(fuzzed.objects);
      const live = [...cluster.pods()].filter(isLive);
      fc.pre(live.length > 0);
      const { namespace, labels } = live[fuzzed.pick % live.length];
      const alike = live.filter(
        pod =>
          pod.namespace === namespace &&
          (pod.labels.app === labels.app || !single),
      );
      const targets = single ? alike.slice(0, 1) : alike;
      const { ports, namespaces } = evaluateReach(cluster, {
        namespace,
        pods: targets,
      });
      expect(namespaces.map(row => row.namespace)).toEqual(
        [...cluster.namespaces()].map(({ name }) => name).sort(),
      );
      expect(
        namespaces.map(({ namespace: name, reach, pods }) => ({
          name,
          reach,
          pods,
        })),
      ).toEqual(
        namespaces.map(({ namespace: name }) => ({
          name,
          ...countedRow(cluster, name, targets, ports),
        })),
      );
    }),
  );
});
