import { ContainerPort } from '../kubernetes/clusterSnapshot';
import { Protocol } from '../schema/openapi';
import { CompiledPort } from './compiledPolicy';
import { MatchedRule } from './matchPeer';
import { PortSet } from './portSet';

/**
 * A port of a pod that is connected to.
 *
 * @public
 */
export interface PodPort {
  protocol: Protocol;
  port: number;
}

/** What a rule's ports are resolved on. */
export interface PortContext {
  /** The ports that the destination declares. */
  ports: readonly ContainerPort[];
  /** Whether the rule is one of egress, so that the peer is the destination. */
  egress: boolean;
}

// A name belongs to a pod: where the peer is a block of addresses or a node, there is no pod to have it.
export function resolvesNames(
  { peer, rule }: MatchedRule,
  { egress }: PortContext,
) {
  const kind = peer === undefined ? 'pods' : rule.peers?.[peer]?.kind;
  return !egress || kind === 'pods' || kind === 'not-evaluated';
}

type NamedPort = Extract<CompiledPort, { kind: 'named' }>;

/** Whether a port that a pod declares is the one of this name. */
export function isNamed(
  { name, protocol }: NamedPort,
  declared: ContainerPort,
): boolean {
  return (
    declared.name === name &&
    (protocol === undefined || declared.protocol === protocol)
  );
}

function named(
  port: NamedPort,
  ports: readonly ContainerPort[],
): readonly ContainerPort[] {
  return ports.filter(declared => isNamed(port, declared));
}

function matchesPort(
  port: CompiledPort,
  wanted: PodPort,
  matched: MatchedRule,
  context: PortContext,
): boolean {
  switch (port.kind) {
    case 'range':
      return (
        port.protocol === wanted.protocol &&
        wanted.port >= port.from &&
        wanted.port <= port.to
      );
    case 'named':
      return (
        resolvesNames(matched, context) &&
        named(port, context.ports).some(
          ({ protocol, containerPort }) =>
            protocol === wanted.protocol && containerPort === wanted.port,
        )
      );
    default:
      return matched.rule.action !== 'Accept';
  }
}

/**
 * Whether the ports of a rule hold a port.
 *
 * @returns false, or true with the index of the port that does where the rule has ports
 */
export function matchPort(
  matched: MatchedRule,
  wanted: PodPort,
  context: PortContext,
): { matches: boolean; port?: number } {
  const { ports } = matched.rule;
  if (!ports) {
    return { matches: true };
  }
  const port = ports.findIndex(one =>
    matchesPort(one, wanted, matched, context),
  );
  return port < 0 ? { matches: false } : { matches: true, port };
}

function portSetOf(
  port: CompiledPort,
  matched: MatchedRule,
  context: PortContext,
): PortSet {
  switch (port.kind) {
    case 'range':
      return PortSet.of(port.protocol, port.from, port.to);
    case 'named':
      return resolvesNames(matched, context)
        ? named(port, context.ports).reduce(
            (set, { protocol, containerPort }) =>
              set.union(PortSet.of(protocol, containerPort, containerPort)),
            PortSet.none(),
          )
        : PortSet.none();
    default:
      return matched.rule.action === 'Accept' ? PortSet.none() : PortSet.all();
  }
}

/** All ports that the ports of a rule hold. */
export function matchedPorts(
  matched: MatchedRule,
  context: PortContext,
): PortSet {
  const { ports } = matched.rule;
  return ports
    ? ports.reduce(
        (set, port) => set.union(portSetOf(port, matched, context)),
        PortSet.none(),
      )
    : PortSet.all();
}
