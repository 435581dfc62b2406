import {
  ChangedConnection,
  ChangedVerdict,
  ConnectionSide,
  PortSet,
  SideVerdict,
  Verdict,
} from 'backstage-plugin-network-policy-common';
import { describeSide } from './connections';
import { Direction, sentenceOf, Who } from './sides';

/** What somebody gains or loses, and why. */
export interface ToldChange {
  change: 'gains' | 'loses';
  from: ConnectionSide;
  to: ConnectionSide;
  ports: PortSet;
  /** Why, one sentence each, for the first of the ports. */
  because: readonly string[];
}

function whoOf(side: ConnectionSide): Who {
  return { name: describeSide(side), isAddress: side.kind === 'range' };
}

const directions = ['egress', 'ingress'] as const;

function tell(
  { from, to }: ChangedConnection,
  direction: Direction,
  side: SideVerdict,
): string {
  const who = whoOf(direction === 'egress' ? from : to);
  const title = direction === 'egress' ? 'Egress' : 'Ingress';
  return `${title}: ${sentenceOf(direction, side, who)}`;
}

// Of the two sides, those count that said something else before.
function changedSides(before: Verdict, after: Verdict): Direction[] {
  return directions.filter(
    direction => before[direction].allowed !== after[direction].allowed,
  );
}

function reasons(
  changed: ChangedConnection,
  { before, after }: ChangedVerdict,
): string[] {
  if (!after) {
    return ['It is not there any more.'];
  }
  if (!before) {
    return [
      'It was not there before.',
      ...directions.map(direction =>
        tell(changed, direction, after[direction]),
      ),
    ];
  }
  return changedSides(before, after).map(direction =>
    tell(changed, direction, after[direction]),
  );
}

/** What a changed connection means for whoever connects: a gain, a loss, or one of each. */
export function tellChange(changed: ChangedConnection): ToldChange[] {
  const { from, to, gained, lost, because } = changed;
  const told = (change: ToldChange['change'], ports: PortSet): ToldChange => {
    const why = because.find(({ port }) => ports.has(port.protocol, port.port));
    return {
      change,
      from,
      to,
      ports,
      because: why ? reasons(changed, why) : [],
    };
  };
  return [
    ...(gained.isEmpty() ? [] : [told('gains', gained)]),
    ...(lost.isEmpty() ? [] : [told('loses', lost)]),
  ];
}
