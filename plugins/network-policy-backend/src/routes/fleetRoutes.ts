import { networkPolicyFleetReadPermission } from 'backstage-plugin-network-policy-common';
import { exposuresCsv } from '../fleet/exposuresCsv';
import { exposuresInScope } from './fleetNeeds';
import { permission } from './needs';
import { route } from './route';
import { wantsCsv } from './sendCsv';
import { sendTagged } from './sendTagged';

/**
 * All clusters, for people who look after them, and what is shared on them: there a team sees its own.
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
    needs: exposuresInScope,
    handle: ({ scope }, { query }, { fleet }) =>
      fleet.listExposures(query, scope),
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
      handle: async ({ scope }, { query }, { fleet }) =>
        exposuresCsv(await fleet.find(query, scope)),
    },
  }),
];
