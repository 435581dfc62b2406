import {
  ConnectionEnd,
  Pod,
  PodPort,
  Protocol,
  Service,
  ServicePort,
} from 'backstage-plugin-network-policy-common';
import { Directory, podEnd } from './directory';
import { AnyReference, describeEndpoint, EndpointReference } from './endpoint';

/** What something leads to, or a sentence that says why it leads nowhere. */
export type Found<T> = { found: T } | { missing: string };

/** The places that a question is about; or why nothing can be said, or what of the question is wrong. */
export type FoundLegs =
  | { found: readonly Leg[] }
  | { unknown: string }
  | { missing: string; path: 'to' | 'port' };

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

function describePorts(
  ports: readonly { name?: string; protocol: Protocol; port: number }[],
): string {
  const all = ports.map(({ name, protocol, port }) =>
    name ? `${name} (${protocol} ${port})` : `${protocol} ${port}`,
  );
  return [...new Set(all)].join(', ');
}

function hasPort(
  { name, protocol, port }: ServicePort,
  asked: AskedPort,
): boolean {
  return asked.port === undefined
    ? asked.protocol === undefined || asked.protocol === protocol
    : (asked.port === port || asked.port === name) &&
        protocol === (asked.protocol ?? defaultProtocol);
}

/** Why nothing is known of where a Service leads (rules 21b and 21c). */
function whyUnknown(
  directory: Directory,
  service: Service,
  asked: AskedPort,
): string {
  const { namespace, name, selector, type, ports } = service;
  const which = `Service ${namespace}/${name}`;
  if (type === 'ExternalName') {
    return `${which} is an ExternalName: it leads to a name of DNS`;
  }
  if (!selector) {
    return `${which} has no selector, and no EndpointSlice says where it leads`;
  }
  const labels = Object.entries(selector).map(pair => pair.join('='));
  if (directory.podsOf(service).length === 0) {
    return `no pod is known that ${which} selects (${labels.join(', ')})`;
  }
  const targets = ports
    .filter(port => hasPort(port, asked))
    .map(({ targetPort }) => targetPort);
  return `no pod of ${which} declares its target port ${targets.join(', ')}`;
}

function legsOfService(
  directory: Directory,
  reference: Extract<EndpointReference, { kind: 'service' }>,
  asked: AskedPort,
  all: boolean,
): FoundLegs {
  const which = describeEndpoint(reference);
  const service = directory.service(reference.namespace, reference.name);
  if (!service) {
    return { missing: `there is no ${which}`, path: 'to' };
  }
  const { protocol, port } = asked;
  const isExternal = service.type === 'ExternalName';
  if (!isExternal && !service.ports.some(one => hasPort(one, asked))) {
    const what =
      port === undefined
        ? `${protocol} port`
        : `${protocol ?? defaultProtocol} port ${port}`;
    return service.ports.length === 0
      ? { unknown: `${which} names no ports` }
      : {
          missing: `${which} has no ${what}; it has ${describePorts(
            service.ports,
          )}`,
          path: 'port',
        };
  }
  const found = directory.destinations(service, {
    port,
    protocol: port === undefined ? protocol : protocol ?? defaultProtocol,
    all,
  });
  return found.length > 0
    ? { found }
    : { unknown: whyUnknown(directory, service, asked) };
}

function legsOfEnds(
  ends: readonly ConnectionEnd[],
  reference: EndpointReference,
  { protocol = defaultProtocol, port }: AskedPort,
): FoundLegs {
  if (port === undefined) {
    return { found: ends.map(to => ({ to })) };
  }
  if (typeof port === 'number') {
    return { found: ends.map(to => ({ to, port: { protocol, port } })) };
  }
  const found = ends.flatMap((to): Leg[] => {
    const named =
      to.kind === 'pod' ? portOfPod(to.pod, port, protocol) : undefined;
    return named ? [{ to, port: named }] : [];
  });
  if (found.length > 0) {
    return { found };
  }
  const declared = ends.flatMap(to =>
    to.kind === 'pod'
      ? to.pod.ports.map(({ containerPort, ...rest }) => ({
          ...rest,
          port: containerPort,
        }))
      : [],
  );
  const others = describePorts(declared.filter(({ name }) => name));
  return {
    missing: `${describeEndpoint(
      reference,
    )} declares no ${protocol} port of the name ${port}; it declares ${
      others || 'no names of ports'
    }`,
    path: 'port',
  };
}

/**
 * The places that a question is about. A name of a port is looked up on each pod, or on the Service.
 *
 * @param all - whether pods are told apart that policies do not
 */
export function findLegs(
  directory: Directory,
  reference: EndpointReference,
  asked: AskedPort,
  all: boolean,
): FoundLegs {
  if (reference.kind === 'service') {
    return legsOfService(directory, reference, asked, all);
  }
  const ends = findEnds(directory, reference, all);
  return 'missing' in ends
    ? { ...ends, path: 'to' }
    : legsOfEnds(ends.found, reference, asked);
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
