import { Api } from './Api';

/** The namespace of the service that is asked about, and how the names of the others begin. */
export const home = 'np-faults';

const teams = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

type Kind = 'Namespace' | 'Pod' | 'Service' | 'NetworkPolicy';

const collections: Readonly<Record<Kind, { version: string; plural: string }>> =
  {
    Namespace: { version: 'v1', plural: 'namespaces' },
    Pod: { version: 'v1', plural: 'pods' },
    Service: { version: 'v1', plural: 'services' },
    NetworkPolicy: {
      version: 'networking.k8s.io/v1',
      plural: 'networkpolicies',
    },
  };

/** Where the objects of a kind are: all of them, or those of a namespace. */
export function pathOf(kind: Kind, namespace?: string): string {
  const { version, plural } = collections[kind];
  const root = version.includes('/') ? 'apis' : 'api';
  const where = namespace === undefined ? '' : `/namespaces/${namespace}`;
  return `/${root}/${version}${where}/${plural}`;
}

/** Creates an object; in a namespace unless it is one. */
export async function create(
  api: Api,
  kind: Kind,
  metadata: {
    name: string;
    namespace?: string;
    labels?: object;
    annotations?: object;
  },
  spec: object = {},
): Promise<unknown> {
  const { version } = collections[kind];
  return api.ask('POST', pathOf(kind, metadata.namespace), {
    apiVersion: version,
    kind,
    metadata,
    spec,
  });
}

/** A pod that is a mere object where nothing runs pods. */
async function createPod(
  api: Api,
  namespace: string,
  name: string,
  labels: object = { app: name },
): Promise<void> {
  const containers = [
    { name: 'main', image: 'nginx', ports: [{ containerPort: 80 }] },
  ];
  await create(api, 'Pod', { name, namespace, labels }, { containers });
}

/** Takes the kubelet's part: a pod that is nowhere has no address, and cannot be reached. */
export async function giveAddresses(api: Api): Promise<void> {
  for (const [index, name] of ['web-1', 'web-2'].entries()) {
    const podIP = `10.244.0.${10 + index}`;
    await api.ask(
      'PATCH',
      `${pathOf('Pod', home)}/${name}/status?fieldManager=kubelet`,
      {
        apiVersion: 'v1',
        kind: 'Pod',
        status: { phase: 'Running', podIP, podIPs: [{ ip: podIP }] },
      },
    );
  }
}

/** Who may share services of a namespace, and probe from it. The entities of two teams claim the pods of `web`. */
const consent = {
  'network-policy.backstage.io/owners':
    'group:default/web-team, group:default/commerce',
};

/** A namespace of another team, with a pod. */
export async function createTeam(api: Api, team: string): Promise<void> {
  const name = `${home}-${team}`;
  await create(api, 'Namespace', {
    name,
    labels: { team },
    annotations: consent,
  });
  await createPod(api, name, 'client');
}

/** A policy that lets teams connect to the service. */
export async function admit(
  api: Api,
  name: string,
  admitted: readonly string[],
): Promise<void> {
  const matchExpressions = [{ key: 'team', operator: 'In', values: admitted }];
  await create(
    api,
    'NetworkPolicy',
    { name, namespace: home },
    {
      podSelector: { matchLabels: { app: 'web' } },
      ingress: [{ from: [{ namespaceSelector: { matchExpressions } }] }],
    },
  );
}

/** The service `web`, closed but to some of the teams, each in a namespace of its own. */
export async function createWorld(api: Api): Promise<void> {
  await create(api, 'Namespace', { name: home, annotations: consent });
  await createPod(api, home, 'web-1', { app: 'web' });
  await createPod(api, home, 'web-2', { app: 'web' });
  const ports = [{ port: 80 }];
  const selector = { app: 'web' };
  await create(
    api,
    'Service',
    { name: 'web', namespace: home },
    { selector, ports },
  );
  await create(
    api,
    'NetworkPolicy',
    { name: 'deny-all', namespace: home },
    { podSelector: {}, policyTypes: ['Ingress'] },
  );
  for (const team of teams) {
    await createTeam(api, team);
  }
  await admit(api, 'admit-two', teams.slice(0, 2));
}
