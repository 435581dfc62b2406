/**
 * What writes into a cluster, as the audit log calls it. A severity is that of what may become reachable by it.
 */
export const writes = {
  applyExposure: {
    method: 'put',
    path: '/entities/:kind/:namespace/:name/exposures',
    event: { eventId: 'exposure-apply', severityLevel: 'high' },
  },
  revokeExposure: {
    method: 'post',
    path: '/entities/:kind/:namespace/:name/exposures/revoke',
    event: { eventId: 'exposure-revoke', severityLevel: 'high' },
  },
  runProbes: {
    method: 'post',
    path: '/entities/:kind/:namespace/:name/probe-runs',
    event: { eventId: 'probe-run', severityLevel: 'medium' },
  },
  deployWalkthrough: {
    method: 'put',
    path: '/clusters/:cluster/walkthrough',
    event: { eventId: 'walkthrough-deploy', severityLevel: 'medium' },
  },
  removeWalkthrough: {
    method: 'delete',
    path: '/clusters/:cluster/walkthrough',
    event: { eventId: 'walkthrough-remove', severityLevel: 'medium' },
  },
} as const;
