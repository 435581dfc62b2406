import {
  FleetExposure,
  FleetExposureQuery,
  placeOfWidth,
} from 'backstage-plugin-network-policy-common';
import { SortKey } from '../paging/page';

type Order = NonNullable<FleetExposureQuery['sort']>;

/** What has no value comes last. */
const LAST = '\uffff';

const firstParts: Readonly<
  Record<Order, (exposure: FleetExposure) => string | number>
> = {
  width: ({ width }) => placeOfWidth(width),
  cluster: ({ cluster }) => cluster,
  namespace: ({ namespace }) => namespace ?? LAST,
  policy: ({ policy }) => policy.name,
  owner: ({ owner }) => owner ?? LAST,
  reviewBy: ({ reviewBy }) => reviewBy ?? LAST,
};

/** How exposures are ordered. Equal ones are in the order of where they are. */
export function exposureKey(
  order: Order,
): (exposure: FleetExposure) => SortKey {
  const firstPart = firstParts[order];
  return exposure => {
    const { cluster, namespace = LAST, policy } = exposure;
    const { kind, name, rule = 0 } = policy;
    return [firstPart(exposure), cluster, namespace, kind, name, rule];
  };
}

/** Whether an exposure is asked for. */
export function isExposureAskedFor(
  query: FleetExposureQuery,
): (exposure: FleetExposure) => boolean {
  const search = query.search?.toLowerCase() ?? '';
  return exposure =>
    textOf(exposure).includes(search) &&
    (query.clusters === undefined ||
      query.clusters.includes(exposure.cluster)) &&
    (query.widths === undefined || query.widths.includes(exposure.width)) &&
    (query.owner === undefined || query.owner === exposure.owner) &&
    (query.owned === undefined ||
      query.owned === (exposure.owner !== undefined)) &&
    (query.overdue === undefined || query.overdue === exposure.overdue) &&
    (query.managed === undefined || query.managed === exposure.managed);
}

function textOf({ namespace = '', policy, services }: FleetExposure): string {
  return [namespace, policy.name, ...services].join(' ').toLowerCase();
}
