import {
  EvaluatedTarget,
  ReachTarget,
} from 'backstage-plugin-network-policy-common';
import { SortKey } from '../paging/page';
import { ListedTarget } from './TargetList';

/** By their names, while they are counted; by what somebody should look at first, once all are. */
export type TargetOrder = 'name' | 'attention';

/** The place of a target by its names. Targets are listed in this order. */
export function nameKey(target: ListedTarget | ReachTarget): SortKey {
  const { title, name } = target.cluster;
  return [title, name, 'namespace' in target ? target.namespace : ''];
}

/** Of a target that no probe has anything to say about. Policies alone make no target more urgent than another. */
export const URGENCY_WITHOUT_PROBES = 3;

/** How soon somebody should look at a target that was evaluated; the least is the first. */
export function urgencyOf({ probes }: EvaluatedTarget): number {
  if (probes.openThoughDenied > 0) {
    return 0;
  }
  return probes.blockedThoughAllowed > 0 ? 1 : URGENCY_WITHOUT_PROBES;
}

/** The same of a cluster where nothing can be evaluated. */
export function urgencyOfState(
  state: Exclude<ReachTarget['state'], 'evaluated'>,
): number {
  switch (state) {
    case 'unreachable':
    case 'forbidden':
      return 2;
    case 'not-evaluable':
      return 4;
    default:
      return 5;
  }
}
