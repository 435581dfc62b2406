import {
  NamespaceReach,
  ReachSide,
} from 'backstage-plugin-network-policy-common';
import { ProbedRow } from './attention';
import { describeGroups } from './describeGroups';

/**
 * A namespace in the words of the HTTP API.
 */
export function describeNamespace({
  row: { groups, ...row },
  probe,
}: ProbedRow): NamespaceReach {
  return {
    ...row,
    ports: [...row.ports],
    ingress: describeSide(row.ingress),
    egress: describeSide(row.egress),
    ...(groups && { groups: describeGroups(groups) }),
    ...(probe && { probe }),
  };
}

function describeSide(side: ReachSide): NamespaceReach['ingress'] {
  return { ...side, policies: [...side.policies] };
}
