import {
  collectSnapshot,
  evaluateReach,
  FleetCluster,
  flattenLists,
  IndexedCluster,
  NamespacePage,
  readObject,
} from 'backstage-plugin-network-policy-common';
import { Api, ApiError } from '../clusters/Api';
import { home } from '../clusters/world';
import { PortalUser } from '../portal/PortalUser';

const lists = [
  '/api/v1/namespaces',
  '/api/v1/nodes',
  '/api/v1/pods',
  '/api/v1/services',
  '/apis/discovery.k8s.io/v1/endpointslices',
  '/apis/networking.k8s.io/v1/networkpolicies',
  '/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies',
];

async function list(api: Api, path: string): Promise<unknown[]> {
  try {
    return [...flattenLists(await api.ask('GET', path))];
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      return [];
    }
    throw error;
  }
}

/** What a cluster says about the service, in lines that can be compared. */
type Said = readonly string[];

const row = (namespace: string, reach: string, ports: number) =>
  `${namespace}: ${reach}, ${ports} ports`;

const count = (things: Iterable<unknown>) => [...things].length;

/** What the engine makes of lists that were read just now. */
async function fromLists(api: Api): Promise<Said> {
  const objects = await Promise.all(lists.map(path => list(api, path)));
  const cluster = IndexedCluster.from(
    collectSnapshot(objects.flat().map(readObject)),
  );
  const pods = [...cluster.pods(home)].filter(
    ({ labels }) => labels.app === 'web',
  );
  const { namespaces } = evaluateReach(cluster, { namespace: home, pods });
  return [
    `${cluster.namespaces().length} namespaces`,
    `${count(cluster.pods())} pods`,
    `${count(cluster.networkPolicies())} policies`,
    ...namespaces
      .map(({ namespace, reach, ports }) => row(namespace, reach, count(ports)))
      .sort(),
  ];
}

/** What the portal says, which it keeps up to date by watching. */
async function fromPortal(user: PortalUser, cluster: string): Promise<Said> {
  const fleet = await user.read<FleetCluster[]>('/fleet/clusters');
  const kept = fleet.find(({ name }) => name === cluster);
  const rows: string[] = [];
  let cursor: string | undefined;
  do {
    const page: NamespacePage = await user.read(
      `/entities/component/default/faults-web/reach/${cluster}/${home}/namespaces?limit=500${
        cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
      }`,
    );
    rows.push(
      ...page.namespaces.map(({ namespace, reach, ports }) =>
        row(namespace, reach, ports.length),
      ),
    );
    cursor = page.nextCursor;
  } while (cursor);
  return [
    `${kept?.namespaces} namespaces`,
    `${kept?.pods} pods`,
    `${kept?.networkPolicies} policies`,
    ...rows.sort(),
  ];
}

/**
 * Compares what the portal keeps of a cluster with what is read of it just now.
 *
 * @throws Error that says what differs
 */
export async function compareWithFreshList(
  user: PortalUser,
  cluster: string,
  api: Api,
): Promise<void> {
  const [kept, fresh] = await Promise.all([
    fromPortal(user, cluster),
    fromLists(api),
  ]);
  const missing = fresh.filter(line => !kept.includes(line));
  const surplus = kept.filter(line => !fresh.includes(line));
  if (missing.length + surplus.length > 0) {
    throw new Error(
      `of ${cluster} the portal says "${surplus
        .slice(0, 5)
        .join('; ')}", a fresh list "${missing.slice(0, 5).join('; ')}"`,
    );
  }
}
