import {
  ClusterExposure,
  FleetExposure,
  formatSelector,
  NetworkPolicy,
  networkPolicyAnnotations,
} from 'backstage-plugin-network-policy-common';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/**
 * An exposure in the words of the HTTP API.
 *
 * @param known - today's date, YYYY-MM-DD, and the policy itself unless it is one of the whole cluster
 */
export function describeExposure(
  cluster: string,
  exposure: ClusterExposure,
  known: { today: string; object?: NetworkPolicy },
): FleetExposure {
  const { today, object } = known;
  const { policy, namespace, width, pods, managed } = exposure;
  const { owner, reason, reviewBy, requestedBy, ticket } = exposure;
  return {
    cluster,
    policy,
    ...(namespace !== undefined && { namespace }),
    width,
    podSelector: formatSelector(exposure.podSelector),
    ports: exposure.ports.map(describePort),
    pods,
    services: exposure.services.map(
      service => `${service.namespace}/${service.name}`,
    ),
    effects: exposure.effects.map(({ kind, pods: affected }) => ({
      kind,
      pods: affected,
    })),
    managed,
    overdue: isPast(reviewBy, today),
    ...(owner !== undefined && { owner }),
    ...(reason !== undefined && { reason }),
    ...(reviewBy !== undefined && { reviewBy }),
    ...(requestedBy !== undefined && { requestedBy }),
    ...(ticket !== undefined && { ticket }),
    ...describePast(object),
  };
}

/** For which entity a policy was made, when, and by which field managers it was changed. */
function describePast(
  policy: NetworkPolicy | undefined,
): Pick<FleetExposure, 'entity' | 'createdAt' | 'managers'> {
  const entity = policy?.annotations[networkPolicyAnnotations.entity];
  const origin = policy?.origin;
  return {
    ...(entity !== undefined && { entity }),
    ...(origin?.createdAt !== undefined && { createdAt: origin.createdAt }),
    ...(origin && { managers: origin.managers.map(one => ({ ...one })) }),
  };
}

/** What somebody wrote by hand may be no date, and nobody knows when that is. */
function isPast(date: string | undefined, today: string): boolean {
  return date !== undefined && datePattern.test(date) && date < today;
}

function describePort({
  protocol,
  port,
  endPort,
}: ClusterExposure['ports'][number]): string {
  const numbers = endPort === undefined ? port : `${port}-${endPort}`;
  return [protocol, numbers].filter(part => part !== undefined).join(' ');
}
