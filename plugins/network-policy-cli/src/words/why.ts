import {
  NamespaceRow,
  ReachSide,
} from 'backstage-plugin-network-policy-common';
import { Direction } from './sides';

function policiesOf({ policies }: ReachSide): string {
  const names = policies.map(({ namespace, name }) =>
    namespace === undefined ? name : `${namespace}/${name}`,
  );
  return [...new Set(names)].join(', ');
}

function sideInWords(direction: Direction, side: ReachSide): string {
  switch (side.because) {
    case 'rules':
      return `${direction}: allowed by ${policiesOf(side)}`;
    case 'no-rule':
      return `${direction}: isolated by ${policiesOf(side)}`;
    case 'denied':
      return `${direction}: denied by ${policiesOf(side)}`;
    case 'not-isolated':
      return `${direction}: not isolated`;
    case 'same-pod':
      return `${direction}: the pod itself`;
    case 'own-node':
      return `${direction}: from its own node`;
    default:
      return `${direction}: policies are not about it`;
  }
}

/** Why a namespace reaches a service or does not, in a few words; what stands in the way if something does. */
export function whyOf({ ingress, egress }: NamespaceRow): string {
  const sides: [Direction, ReachSide][] = [
    ['ingress', ingress],
    ['egress', egress],
  ];
  const denied = sides.filter(([, side]) => !side.allowed);
  const telling = sides.filter(([, side]) => side.policies.length > 0);
  const chosen = [denied, telling, sides.slice(0, 1)].find(
    list => list.length > 0,
  );
  return (chosen ?? [])
    .map(([direction, side]) => sideInWords(direction, side))
    .join('; ');
}
