import {
  ConnectionEnd,
  Pod,
  PodPort,
  Protocol,
  ServicePort,
} from 'backstage-plugin-network-policy-common';
import { Directory, podEnd } from './directory';
import { AnyReference, describeEndpoint, EndpointReference } from './endpoint';

/** What something leads to, or a sentence that says why it leads nowhere. */
export type Found<T> = { found: T } | { missing: string };

/** A place that a connection may end at; without a port any port of it. */
export interface Leg {
  to: ConnectionEnd;
  port?: PodPort;
  /** The port of the Service that leads here, when a Service was asked for. */
  servicePort?: ServicePort;
}

/** The port that is asked for; without a number or a name any port, of any protocol if none is given either. */
export interface AskedPort {
  protocol?: Protocol;
  port?: number | string;
}

const defaultProtocol: Protocol = 'TCP';

/**
 * The pods or the address behind a name.
 *
 * @param all - whether pods are told apart that policies do not
 */
export function findEnds(
  directory: Directory,
  reference: Exclude<EndpointReference, { kind: 'service' }>,
  all = false,
): Found<readonly ConnectionEnd[]> {
  const missing = { missing: `there is no ${describeEndpoint(reference)}` };
  switch (reference.kind) {
    case 'address': {
      const pod = directory.podWithAddress(reference.address);
      return { found: [pod ? podEnd(pod) : reference] };
    }
    case 'workload': {
      const { namespace, workloadKind: kind, name } = reference;
      const pods = directory.workload({ namespace, kind, name });
      return pods
        ? { found: (all ? pods : directory.alike(pods)).map(podEnd) }
        : missing;
    }
    default: {
      const pod = directory.pod(reference.namespace, reference.name);
      return pod ? { found: [podEnd(pod)] } : missing;
    }
  }
}

function portOfPod(
  { ports }: Pod,
  name: string,
  protocol: Protocol,
): PodPort | undefined {
  const declared = ports.find(
    port => port.name === name && port.protocol === protocol,
  );
  return declared && { protocol, port: declared.containerPort };
}

function legsOfService(
  directory: Directory,
  reference: Extract<EndpointReference, { kind: 'service' }>,
  { protocol, port }: AskedPort,
  all: boolean,
): Found<readonly Leg[]> {
  const service = directory.service(reference.namespace, reference.name);
  if (!service) {
    return { missing: `there is no ${describeEndpoint(reference)}` };
  }
  return {
    found: directory.destinations(service, {
      port,
      protocol: port === undefined ? protocol : protocol ?? defaultProtocol,
      all,
    }),
  };
}

/**
 * The places that a question is about. A name of a port is looked up on each pod, or on the Service; none when nothing
 * has that port.
 *
 * @param all - whether pods are told apart that policies do not
 */
export function findLegs(
  directory: Directory,
  reference: EndpointReference,
  asked: AskedPort,
  all: boolean,
): Found<readonly Leg[]> {
  if (reference.kind === 'service') {
    return legsOfService(directory, reference, asked, all);
  }
  const ends = findEnds(directory, reference, all);
  if ('missing' in ends) {
    return ends;
  }
  const { protocol = defaultProtocol, port } = asked;
  if (port === undefined) {
    return { found: ends.found.map(to => ({ to })) };
  }
  return {
    found: ends.found.flatMap((to): Leg[] => {
      if (typeof port === 'number') {
        return [{ to, port: { protocol, port } }];
      }
      const named =
        to.kind === 'pod' ? portOfPod(to.pod, port, protocol) : undefined;
      return named ? [{ to, port: named }] : [];
    }),
  };
}

/**
 * What a name is that may be anything's: a pod's, else a workload's, else a Service's; or a Service's first where one is
 * preferred.
 */
export function identify(
  directory: Directory,
  { namespace, name }: AnyReference,
  prefer: 'pod' | 'service' = 'pod',
): Found<EndpointReference> {
  const service = directory.service(namespace, name)
    ? { kind: 'service' as const, namespace, name }
    : undefined;
  if (service && prefer === 'service') {
    return { found: service };
  }
  if (directory.pod(namespace, name)) {
    return { found: { kind: 'pod', namespace, name } };
  }
  const workloads = directory.workloadsNamed(namespace, name);
  const [workload] = workloads;
  if (workloads.length > 1) {
    const spelled = workloads.map(({ kind }) => `${namespace}/${kind}/${name}`);
    return { missing: `it may be ${spelled.join(' or ')}: say which` };
  }
  if (workload) {
    return {
      found: { kind: 'workload', namespace, name, workloadKind: workload.kind },
    };
  }
  return service
    ? { found: service }
    : { missing: `there is no pod, workload or Service of that name` };
}
