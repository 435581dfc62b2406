import {
  ClusterChange,
  ClusterSnapshot,
  IndexedCluster,
  NetworkPolicy,
  Pod,
  Service,
} from 'backstage-plugin-network-policy-common';
import { Benchmark, Measured } from '../harness/benchmark';
import {
  collectGarbage,
  podsOf,
  reachOf,
  someServices,
  timed,
  trimmedCluster,
} from '../harness/clusters';

type ChangeOf = (
  snapshot: ClusterSnapshot,
  cluster: IndexedCluster,
  service: Service,
  turn: number,
) => ClusterChange;

// A pod of the Service comes, is replaced or goes; or one elsewhere that may be its client gets another label.
const podChange: ChangeOf = (snapshot, cluster, service, turn) => {
  const [own] = podsOf(cluster, service);
  const other = snapshot.pods[(turn * 7_919) % snapshot.pods.length];
  const set = (object: Pod): ClusterChange => ({
    type: 'set',
    kind: 'Pod',
    object,
  });
  switch (turn % 4) {
    case 0:
      return set({
        ...own,
        name: `${own.name}-new`,
        addresses: [`10.200.${turn % 256}.1`],
      });
    case 1:
      return set({ ...own, addresses: [`10.201.${turn % 256}.1`] });
    case 2:
      return set({ ...other, labels: { ...other.labels, turn: `${turn}` } });
    default:
      return { type: 'delete', kind: 'Pod', object: own };
  }
};

// A policy of the Service's pods comes, changes or goes.
const policyChange: ChangeOf = (_, cluster, { namespace, selector }, turn) => {
  const [known] = cluster.networkPolicies(namespace);
  const added: NetworkPolicy = {
    ...known,
    name: `turn-${turn}`,
    podSelector: { matchLabels: selector ?? {}, matchExpressions: [] },
    policyTypes: ['Ingress'],
    ingress: [
      {
        peers: [
          {
            kind: 'pods',
            namespaceSelector: {
              matchLabels: { env: 'production' },
              matchExpressions: [],
            },
          },
        ],
        ports: [{ protocol: 'TCP', port: 8080 }],
      },
    ],
    egress: [],
  };
  switch (turn % 3) {
    case 0:
      return { type: 'set', kind: 'NetworkPolicy', object: added };
    case 1:
      return {
        type: 'set',
        kind: 'NetworkPolicy',
        object: { ...added, name: known.name },
      };
    default:
      return { type: 'delete', kind: 'NetworkPolicy', object: known };
  }
};

function measure(changeOf: ChangeOf): Measured {
  const snapshot = trimmedCluster('99000-pods');
  const cluster = IndexedCluster.from(snapshot);
  const services = someServices(snapshot, 600).filter(
    service => podsOf(cluster, service).length > 1,
  );
  services.slice(0, 100).forEach(service => reachOf(cluster, service));
  collectGarbage();
  const samples = services.slice(100).map((service, turn) => {
    const change = changeOf(snapshot, cluster, service, turn);
    return timed(() => {
      cluster.apply(change);
      reachOf(cluster, service);
    });
  });
  return { samples };
}

/** A change in an indexed cluster, and the next answer that it concerns. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'one pod changes, then reach; 300 namespaces, 99,000 pods',
    unit: 'ms',
    limit: 1,
    processes: 3,
    measure: () => measure(podChange),
  },
  {
    name: 'one policy changes, then reach; 300 namespaces, 99,000 pods',
    unit: 'ms',
    limit: 1,
    processes: 3,
    measure: () => measure(policyChange),
  },
];
