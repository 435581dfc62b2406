import {
  EvaluatedTarget,
  NamespaceReach,
  NamespaceRow,
  ReachSide,
  TargetReach,
} from 'backstage-plugin-network-policy-common';
import { describeGroups } from './describeGroups';

/**
 * The model's reach in the words of the HTTP API.
 */
export function describeReach(
  reach: TargetReach,
): Omit<
  EvaluatedTarget,
  'state' | 'cluster' | 'asOf' | 'namespace' | 'podSelector' | 'probing'
> {
  const { services, ports, isolatedBy, exposures, namespaces, partial } = reach;
  return {
    ...reach,
    services: [...services],
    ports: [...ports],
    isolatedBy: [...isolatedBy],
    exposures: [...exposures],
    namespaces: namespaces.map(describeRow),
    partial: [...partial],
  };
}

function describeRow({ groups, ...row }: NamespaceRow): NamespaceReach {
  return {
    ...row,
    ports: [...row.ports],
    ingress: describeSide(row.ingress),
    egress: describeSide(row.egress),
    ...(groups && { groups: describeGroups(groups) }),
  };
}

function describeSide(side: ReachSide): NamespaceReach['ingress'] {
  return { ...side, policies: [...side.policies] };
}
