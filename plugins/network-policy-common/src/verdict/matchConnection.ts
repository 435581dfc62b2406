import { AddressFamily } from '../kubernetes/addresses';
import { judgeSide } from '../policies/judgeSide';
import { JudgedSide } from '../policies/sideVerdict';
import { PodPort } from '../policies/matchPort';
import { MatchedSide, matchSide } from '../policies/matchSide';
import { PortSet } from '../policies/portSet';
import { portsOfSide } from '../policies/portsOfSide';
import { Side } from '../policies/side';
import { End } from '../policies/end';
import { isFromOwnNode } from '../cluster/ends';
import { PreparedEnd } from '../policies/end';

/** What both sides say of a connection over one family of addresses; a side is absent where policies are not about it. */
export interface MatchedConnection {
  family?: AddressFamily;
  egress?: MatchedSide;
  ingress?: MatchedSide;
  fromOwnNode: boolean;
}

/**
 * The families of addresses that a connection may have. An end without an address yet takes the other end's,
 * and two such ends those of the cluster's pods. Where no rule asks for addresses, the family makes no difference.
 */
export function familiesOf(
  from: End,
  to: End,
  sides: readonly (Side | undefined)[],
): readonly (AddressFamily | undefined)[] {
  if (!sides.some(side => side && side.blocks.length > 0)) {
    return [undefined];
  }
  const ofSource = from.addresses.families();
  const ofDestination = to.addresses.families();
  if (ofSource === ofDestination && ofSource.length > 0) {
    return ofSource;
  }
  if (ofSource.length > 0 && ofDestination.length > 0) {
    const common = ofSource.filter(family => ofDestination.includes(family));
    return common.length > 0 ? common : [undefined];
  }
  const known = [...ofSource, ...ofDestination];
  const possible =
    known.length === 0 && from.kind === 'pod' ? from.podFamilies() : known;
  return possible.length > 0 ? possible : [undefined];
}

/** Matches both sides of a connection, for each family of addresses that it may have. */
export function matchConnection(
  from: PreparedEnd,
  to: PreparedEnd,
): MatchedConnection[] {
  const egress = from.sides?.('egress');
  const fromOwnNode = isFromOwnNode(from.end, to.end);
  const ingress = fromOwnNode ? undefined : to.sides?.('ingress');
  return familiesOf(from.end, to.end, [egress, ingress]).map(family => ({
    ...(family && { family }),
    ...(egress && { egress: matchSide(egress, to.end, family) }),
    ...(ingress && { ingress: matchSide(ingress, from.end, family) }),
    fromOwnNode,
  }));
}

/** Policies are not about this end. */
export const notSubject: JudgedSide = {
  verdict: { allowed: true, because: 'not-subject', policies: [] },
  questions: [],
};

const ownNode: JudgedSide = {
  verdict: { allowed: true, because: 'own-node', policies: [] },
  questions: [],
};

/** Judges both sides on one port. */
export function judgeSides(
  { egress, ingress, fromOwnNode }: MatchedConnection,
  { ports }: End,
  port: PodPort,
): { egress: JudgedSide; ingress: JudgedSide } {
  const withoutRules = fromOwnNode ? ownNode : notSubject;
  return {
    egress: egress
      ? judgeSide(egress, port, { ports, egress: true })
      : notSubject,
    ingress: ingress
      ? judgeSide(ingress, port, { ports, egress: false })
      : withoutRules,
  };
}

/** The ports that both sides allow. */
export function portsOfSides(
  { egress, ingress }: Pick<MatchedConnection, 'egress' | 'ingress'>,
  { ports }: End,
): PortSet {
  const left = egress
    ? portsOfSide(egress, { ports, egress: true })
    : PortSet.all();
  const right = ingress
    ? portsOfSide(ingress, { ports, egress: false })
    : PortSet.all();
  return left.intersect(right);
}
