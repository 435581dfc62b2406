import {
  evaluateConnection,
  IndexedCluster,
  Pod,
  serviceDestinations,
  Verdict,
} from 'backstage-plugin-network-policy-common';
import { PodReference } from '../cluster/podShell';
import {
  declaredPods,
  DeclaredService,
  declaredServices,
  protocols,
  servedPorts,
} from '../world/declared';
import { namespaceName, nodePod } from '../world/world';
import { Connection } from './attempt';

/** A connection with the verdicts about the pods that may answer it: one, or those behind a Service. */
export interface ExpectedConnection extends Connection {
  /** What it leads to, as a person would say it. */
  to: string;
  verdicts: readonly { pod: string; verdict: Verdict }[];
}

export function podOf(
  cluster: IndexedCluster,
  { namespace, name }: PodReference,
): Pod {
  const pod = cluster.pod(namespace, name);
  if (!pod) throw new Error(`The cluster has no pod ${namespace}/${name}`);
  return pod;
}

/** The nine pods, in the order in which they are declared. */
export const podsOf = (cluster: IndexedCluster): Pod[] =>
  declaredPods.map(({ namespace, name }) =>
    podOf(cluster, { namespace: namespaceName(namespace), name }),
  );

/** Every served port of a pod, over every protocol. */
const connectionsBetween = (
  cluster: IndexedCluster,
  from: Pod,
  to: Pod,
): ExpectedConnection[] =>
  servedPorts.flatMap(port =>
    protocols.map(protocol => ({
      from,
      protocol,
      address: to.addresses[0],
      port,
      to: `${to.namespace}/${to.name}`,
      verdicts: [
        {
          pod: to.name,
          verdict: evaluateConnection(cluster, {
            from: { kind: 'pod', pod: from },
            to: { kind: 'pod', pod: to },
            port: { protocol, port },
          }),
        },
      ],
    })),
  );

/** Every connection between two of the pods, those to themselves included. */
export function connectionsOfPods(
  cluster: IndexedCluster,
): ExpectedConnection[] {
  const pods = podsOf(cluster);
  return pods.flatMap(from =>
    pods.flatMap(to => connectionsBetween(cluster, from, to)),
  );
}

/** Every connection from the pod in its node's network to the pods of that node. */
export function connectionsOfNode(
  cluster: IndexedCluster,
): ExpectedConnection[] {
  const from = podOf(cluster, nodePod);
  return podsOf(cluster)
    .filter(({ nodeName }) => nodeName === from.nodeName)
    .flatMap(to => connectionsBetween(cluster, from, to));
}

function connectionToService(
  cluster: IndexedCluster,
  from: Pod,
  { namespace, name, protocol, port }: DeclaredService,
  address: string,
): ExpectedConnection[] {
  const service = cluster.service(namespaceName(namespace), name);
  if (!service) throw new Error(`The cluster has no Service ${name}`);
  const destinations = serviceDestinations(cluster, service);
  // What happens where a pod's Service leads back to it is not defined.
  if (destinations.some(({ to }) => to.kind === 'pod' && to.pod === from)) {
    return [];
  }
  return [
    {
      from,
      protocol,
      address,
      port,
      to: `Service ${service.namespace}/${name}`,
      verdicts: destinations.map(destination => ({
        pod: destination.to.kind === 'pod' ? destination.to.pod.name : '',
        verdict: evaluateConnection(cluster, {
          from: { kind: 'pod', pod: from },
          ...destination,
        }),
      })),
    },
  ];
}

/**
 * Connections of every pod through every Service that does not lead back to it.
 *
 * @param addresses - the cluster addresses of the Services, by their names
 */
export const connectionsThroughServices = (
  cluster: IndexedCluster,
  addresses: ReadonlyMap<string, string>,
): ExpectedConnection[] =>
  podsOf(cluster).flatMap(from =>
    declaredServices.flatMap(service =>
      connectionToService(
        cluster,
        from,
        service,
        addresses.get(service.name) ?? '',
      ),
    ),
  );
