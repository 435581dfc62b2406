import { ReachTarget } from 'backstage-plugin-network-policy-common';

/**
 * Orders targets, those that need somebody's attention first.
 */
export function byAttention(left: ReachTarget, right: ReachTarget): number {
  return (
    urgency(left) - urgency(right) ||
    left.cluster.title.localeCompare(right.cluster.title) ||
    namespaceOf(left).localeCompare(namespaceOf(right))
  );
}

function urgency(target: ReachTarget): number {
  switch (target.state) {
    case 'evaluated': {
      const { openThoughDenied, blockedThoughAllowed } = target.probes;
      if (openThoughDenied > 0) {
        return 0;
      }
      return blockedThoughAllowed > 0 ? 1 : 3;
    }
    case 'unreachable':
    case 'forbidden':
      return 2;
    case 'not-evaluable':
      return 4;
    default:
      return 5;
  }
}

function namespaceOf(target: ReachTarget): string {
  return target.state === 'evaluated' ? target.namespace : '';
}
