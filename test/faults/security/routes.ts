import { home } from '../clusters/world';

/** A request whose parts may be exchanged for others. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Parts of the path below the plugin; those that begin with a colon are names from outside. */
  path: string;
  /** What the names are when nobody plays tricks. */
  names: Readonly<Record<string, string>>;
  /** What the query is when nobody plays tricks, and which parameters it may have. */
  query?: string;
  parameters?: readonly string[];
  body?: Readonly<Record<string, unknown>>;
  /** Which fields of the body are names from outside. */
  fields?: readonly string[];
}

const entity = { kind: 'component', namespace: 'default', name: 'faults-web' };
/** Entities whose annotations are tricks themselves, and the namespaces that they name. */
export const trickyEntities: ReadonlyArray<{
  name: string;
  targetNamespace: string;
}> = [
  { name: 'faults-climbing', targetNamespace: '../..' },
  { name: 'faults-astray', targetNamespace: 'np-faults?limit=1&x=#' },
  { name: 'faults-selecting', targetNamespace: home },
];

const place = { cluster: 'trial', targetNamespace: home };

/** A draft that is as it should be. */
export const draft = {
  cluster: 'trial',
  namespace: home,
  name: 'faults-draft',
  podSelector: { app: 'web' },
  from: { width: 'all-namespaces' },
  ports: [{ protocol: 'TCP', port: 80 }],
  reason: 'to see what becomes of it',
};

const ofEntity = '/entities/:kind/:namespace/:name';

const ofPages = ['search', 'sort', 'descending', 'limit', 'cursor'];

/** Every route of the API. Nothing is written: what would be is a dry run, and walkthroughs have names that are tricks. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/clusters', names: {} },
  { method: 'GET', path: '/fleet/clusters', names: {} },
  {
    method: 'GET',
    path: '/fleet/exposures',
    names: {},
    parameters: [
      ...ofPages,
      ...['clusters', 'widths', 'owner', 'owned', 'overdue', 'managed'],
    ],
  },
  { method: 'GET', path: `${ofEntity}/reach`, names: entity },
  {
    method: 'GET',
    path: `${ofEntity}/reach/:cluster/:targetNamespace/namespaces`,
    names: { ...entity, ...place },
    parameters: [...ofPages, 'reach', 'agreement', 'system', 'attention'],
  },
  {
    method: 'GET',
    path: `${ofEntity}/reach/:cluster/:targetNamespace/namespaces/:source`,
    names: { ...entity, ...place, source: `${home}-a` },
  },
  {
    method: 'GET',
    path: `${ofEntity}/probe-runs/:run`,
    names: { ...entity, run: 'none' },
  },
  {
    method: 'POST',
    path: `${ofEntity}/exposures/preview`,
    names: entity,
    body: draft,
    fields: ['cluster', 'namespace', 'name'],
  },
  {
    method: 'PUT',
    path: `${ofEntity}/exposures`,
    names: entity,
    query: 'dryRun=true',
    parameters: ['dryRun'],
    body: draft,
    fields: ['cluster', 'namespace', 'name'],
  },
  {
    method: 'POST',
    path: `${ofEntity}/exposures/revoke`,
    names: entity,
    body: {
      cluster: 'trial',
      namespace: home,
      policy: 'admit-two',
      dryRun: true,
    },
    fields: ['cluster', 'namespace', 'policy'],
  },
  {
    method: 'POST',
    path: `${ofEntity}/probe-runs`,
    names: entity,
    body: { cluster: 'trial', namespace: 'nowhere', from: ['nobody'] },
    fields: ['cluster', 'namespace', 'from'],
  },
  ...(['GET', 'PUT', 'DELETE'] as const).map(method => ({
    method,
    path: '/clusters/:cluster/walkthrough',
    names: { cluster: 'nowhere' },
    ...(method === 'PUT' && { body: { isolate: true, dryRun: true } }),
  })),
];

/** A route with its names in the path, and a query. */
export function pathOf(
  { path, query: usual = '' }: Route,
  names: Readonly<Record<string, string>>,
  query = usual,
): string {
  const named = path.replace(/:(\w+)/g, (_, name: string) => names[name]);
  return query ? `${named}?${query}` : named;
}
