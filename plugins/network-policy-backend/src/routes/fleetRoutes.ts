import { networkPolicyFleetReadPermission } from 'backstage-plugin-network-policy-common';
import { exposuresCsv } from '../fleet/exposuresCsv';
import { wholeFleet } from '../fleet/FleetScope';
import { permission } from './needs';
import { route } from './route';
import { wantsCsv } from './sendCsv';
import { sendTagged } from './sendTagged';

/**
 * All clusters and what is shared on them, for those who may read the fleet.
 */
export const fleetRoutes = [
  route('GET /fleet/clusters', {
    who: 'people and services',
    needs: permission(networkPolicyFleetReadPermission),
    handle: (_, __, { fleet }) => fleet.listClusters(),
    send: sendTagged,
  }),
  route('GET /fleet/exposures', {
    who: 'people and services',
    needs: permission(networkPolicyFleetReadPermission),
    handle: (_, { query }, { fleet }) => fleet.listExposures(query, wholeFleet),
    send: sendTagged,
    auditRead: async (_, request) =>
      wantsCsv(request)
        ? {
            eventId: 'exposure-export',
            severityLevel: 'medium',
            meta: { query: { ...request.query } },
          }
        : undefined,
    csv: {
      fileName: 'exposures.csv',
      handle: async (_, { query }, { fleet }) =>
        exposuresCsv(await fleet.find(query, wholeFleet)),
    },
  }),
];
