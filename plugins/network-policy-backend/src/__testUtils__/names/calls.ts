import { runId, World } from './world';

/** A call that a curious person would make. */
export interface Call {
  operation: string;
  path: string;
  body?: object;
  accept?: string;
}

const entity = (name: string) => `/entities/component/default/${name}`;
const web = entity('web');
const everyEntity = ['web', 'everything', 'most'];

/** Calls of every operation, honest ones and others. */
export function callsIn({ places, policies }: World): Call[] {
  const draft = (values: object = {}) => ({
    cluster: 'north',
    namespace: places.own,
    name: policies.open,
    podSelector: { app: 'web' },
    from: { width: 'all-namespaces' },
    ports: [],
    reason: 'shared login page',
    ...values,
  });
  const drafts = [
    draft(),
    draft({ name: 'new' }),
    // Pods, policies and namespaces of others.
    draft({ podSelector: { app: 'database' } }),
    draft({ podSelector: {} }),
    draft({ name: policies.foreign }),
    draft({ name: policies.adopted }),
    draft({ namespace: places.quiet, podSelector: { app: 'quiet' } }),
    draft({ namespace: places.twin }),
  ];
  const reach = everyEntity.flatMap((name): Call[] => [
    { operation: 'GetReach', path: `GET ${entity(name)}/reach` },
    { operation: 'GetReach', path: `GET ${entity(name)}/reach?limit=1` },
    ...(name === 'web'
      ? [places.own, places.twin, places.quiet]
      : [places.quiet]
    ).flatMap(target => [
      {
        operation: 'ListReachOfNamespaces',
        path: `GET ${entity(name)}/reach/north/${target}/namespaces`,
      },
      ...(target === places.own
        ? Object.values(places)
        : [places.client, places.odd]
      ).map(source => ({
        operation: 'ExplainReachOfNamespace',
        path: `GET ${entity(name)}/reach/north/${target}/namespaces/${source}`,
      })),
    ]),
  ]);
  const probes = [places.own, places.twin].flatMap(namespace =>
    [places.own, places.client, places.closed].map(from => ({
      operation: 'StartProbeRun',
      path: `POST ${web}/probe-runs`,
      body: { cluster: 'north', namespace, from: [from] },
    })),
  );
  const exposures = everyEntity.flatMap(name =>
    drafts
      .slice(0, name === 'web' ? drafts.length : 1)
      .flatMap((body): Call[] => [
        {
          operation: 'PreviewExposure',
          path: `POST ${entity(name)}/exposures/preview`,
          body,
        },
        {
          operation: 'MakeExposureManifest',
          path: `POST ${entity(name)}/exposures/manifest`,
          body,
        },
        {
          operation: 'ApplyExposure',
          path: `PUT ${entity(name)}/exposures?dryRun=true`,
          body,
        },
      ]),
  );
  const revoked = [
    [places.own, policies.open],
    [places.own, policies.adopted],
    [places.own, policies.foreign],
    [places.own, policies.closed],
    [places.quiet, policies.quiet],
  ].map(([namespace, policy]) => ({
    operation: 'RevokeExposure',
    path: `POST ${web}/exposures/revoke`,
    body: { cluster: 'north', namespace, policy, dryRun: true },
  }));
  return [
    { operation: 'ListClusters', path: 'GET /clusters' },
    ...reach,
    ...probes,
    { operation: 'GetProbeRun', path: `GET ${web}/probe-runs/${runId}` },
    { operation: 'CancelProbeRun', path: `DELETE ${web}/probe-runs/${runId}` },
    ...exposures,
    ...revoked,
    { operation: 'ListFleetClusters', path: 'GET /fleet/clusters' },
    { operation: 'ListFleetExposures', path: 'GET /fleet/exposures' },
    { operation: 'ListFleetExposures', path: 'GET /fleet/exposures?limit=1' },
    {
      operation: 'ListFleetExposures',
      path: 'GET /fleet/exposures',
      accept: 'text/csv',
    },
    { operation: 'GetWalkthrough', path: 'GET /clusters/north/walkthrough' },
    {
      operation: 'DeployWalkthrough',
      path: 'PUT /clusters/north/walkthrough',
      body: { isolate: true, dryRun: true },
    },
    {
      operation: 'RemoveWalkthrough',
      path: 'DELETE /clusters/north/walkthrough',
    },
  ];
}
