import {
  allowedPorts,
  ConnectionEnd,
  evaluateConnection,
  PodPort,
  PortSet,
  Protocol,
  Verdict,
} from 'backstage-plugin-network-policy-common';
import { Directory } from './directory';
import { EndpointReference } from './endpoint';
import { unknownNodes } from './ownNode';
import { evaluateOwnService } from './ownService';
import { AskedPort, findEnds, findLegs, Leg } from './resolve';

/** May one end connect to the other? */
export interface Question extends AskedPort {
  from: Exclude<EndpointReference, { kind: 'service' }>;
  to: EndpointReference;
}

/** One connection between two pods or addresses with its verdict. */
export interface Tried {
  from: ConnectionEnd;
  leg: Leg;
  port: PodPort;
  verdict: Verdict;
}

/** The answer to a question. */
export interface Answer {
  /** False also where it is not known. */
  allowed: boolean;
  /** Why it is not known, where nothing could be judged: neither a denial nor a permission. */
  unknown?: string;
  /** The connection that decides: one that is allowed if any is. Absent where nothing could be judged. */
  decisive?: Tried;
  /** Where no port was asked for, those that are allowed: of the Service if one was asked for, else of the pods. */
  ports?: PortSet;
  /** What is to be said besides the verdict of the decisive connection, one sentence each. */
  notes: readonly string[];
  /** What was not evaluated and could change the answer, one sentence each. */
  partial: readonly string[];
}

interface Pair {
  from: ConnectionEnd;
  leg: Leg;
}

const isSamePod = ({ from, leg: { to } }: Pair) =>
  from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod;

function judge(directory: Directory, pair: Pair, port: PodPort): Verdict {
  const { from, leg } = pair;
  return leg.servicePort && from.kind === 'pod' && isSamePod(pair)
    ? evaluateOwnService(directory, from, port)
    : evaluateConnection(directory.cluster, { from, to: leg.to, port });
}

// A pod of a Service asks the others of it, unless it is alone.
function pairsOf(
  sources: readonly ConnectionEnd[],
  legs: readonly Leg[],
): readonly Pair[] {
  const pairs = sources.flatMap(from => legs.map(leg => ({ from, leg })));
  const others = pairs.filter(pair => !isSamePod(pair));
  return others.length > 0 ? others : pairs;
}

function declaredPort(
  to: ConnectionEnd,
  fits: (port: PodPort) => boolean,
): PodPort | undefined {
  return to.kind === 'pod'
    ? to.pod.ports
        .map(({ protocol, containerPort }) => ({
          protocol,
          port: containerPort,
        }))
        .find(fits)
    : undefined;
}

// Reasons are about one port: one that is allowed, and one that the pod is known to listen on if possible.
function typicalPort(
  to: ConnectionEnd,
  allowed: PortSet,
  protocol: Protocol | undefined,
): PodPort {
  return (
    declaredPort(to, port => allowed.has(port.protocol, port.port)) ??
    allowed.first() ??
    declaredPort(
      to,
      port => protocol === undefined || port.protocol === protocol,
    ) ?? { protocol: protocol ?? 'TCP', port: 80 }
  );
}

function tryPair(
  directory: Directory,
  pair: Pair,
  protocol: Protocol | undefined,
): { tried: Tried; ports?: PortSet } {
  const { from, leg } = pair;
  const { to } = leg;
  if (leg.port) {
    const { port } = leg;
    const verdict = judge(directory, pair, port);
    return { tried: { from, leg, port, verdict } };
  }
  const every = allowedPorts(directory.cluster, { from, to });
  const ports = protocol ? every.intersect(PortSet.of(protocol)) : every;
  const port = typicalPort(to, ports, protocol);
  const verdict = judge(directory, pair, port);
  return { tried: { from, leg, port, verdict }, ports };
}

/** The ports of a Service that somebody may connect to. */
function servicePorts(tried: readonly Tried[]): PortSet {
  return tried
    .filter(({ verdict }) => verdict.allowed)
    .reduce((set, { leg: { servicePort } }) => {
      return servicePort
        ? set.union(
            PortSet.of(
              servicePort.protocol,
              servicePort.port,
              servicePort.port,
            ),
          )
        : set;
    }, PortSet.none());
}

function portsOf(
  question: Question,
  results: readonly { tried: Tried; ports?: PortSet }[],
): PortSet | undefined {
  if (question.port !== undefined) {
    return undefined;
  }
  return question.to.kind === 'service'
    ? servicePorts(results.map(({ tried }) => tried))
    : results.reduce(
        (set, { ports = PortSet.none() }) => set.union(ports),
        PortSet.none(),
      );
}

// Ports of a Service may differ from each other; that pods differ on one of them depends on who answers.
function dependsOnPods(results: readonly Tried[]): boolean {
  const byPort = new Map<unknown, boolean>();
  return results.some(({ leg: { servicePort }, verdict: { allowed } }) => {
    const before = byPort.get(servicePort);
    byPort.set(servicePort, allowed);
    return before !== undefined && before !== allowed;
  });
}

/**
 * Answers a question. Where it is about several pods, one pair that may connect is enough; that others may not is said
 * as partial. Without a port, one port that is allowed is enough.
 */
export function ask(
  directory: Directory,
  question: Question,
): { found: Answer } | { missing: string; path: 'from' | 'to' | 'port' } {
  const sources = findEnds(directory, question.from);
  if ('missing' in sources) {
    return { ...sources, path: 'from' };
  }
  const byNode = sources.found.some(end => directory.isOnNode(end));
  const legs = findLegs(directory, question.to, question, byNode);
  if ('missing' in legs) {
    return legs;
  }
  if ('unknown' in legs) {
    const { unknown } = legs;
    return { found: { allowed: false, unknown, notes: [], partial: [] } };
  }
  const results = pairsOf(sources.found, legs.found).map(pair =>
    tryPair(directory, pair, question.protocol),
  );
  const tried = results.map(result => result.tried);
  const ports = portsOf(question, results);
  const isAllowed = ({ tried: { verdict }, ports: own }: (typeof results)[0]) =>
    own ? !own.isEmpty() : verdict.allowed;
  const decisive = (results.find(isAllowed) ?? results[0]).tried;
  const depends = dependsOnPods(tried);
  return {
    found: {
      allowed: results.some(isAllowed),
      decisive,
      ...(ports && { ports }),
      notes: [],
      partial: [
        ...new Set([
          ...(depends
            ? ['The pods differ, so it depends on which of them connect.']
            : []),
          ...tried.flatMap(({ verdict }) => verdict.partial),
          ...unknownNodes(directory, tried),
        ]),
      ],
    },
  };
}
