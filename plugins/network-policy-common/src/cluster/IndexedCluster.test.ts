import fc from 'fast-check';
import {
  clusterNetworkPolicy,
  clusterSnapshot,
  namespace,
  networkPolicy,
  pod as anyPod,
} from '../__testUtils__/arbitraries';
import { EndpointSlice, Node, Service } from '../kubernetes/clusterSnapshot';
import { ClusterChange } from '../kubernetes/objects';
import { clusterPolicy } from '../testing/clusterPolicy';
import { client, denyAll, from, http, web } from '../testing/connections';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { allowedPorts, ConnectionEnd, evaluateConnection } from '../verdict';
import { IndexedCluster } from './IndexedCluster';

const set = (change: Omit<ClusterChange, 'type'>): ClusterChange =>
  ({ type: 'set', ...change } as ClusterChange);
const remove = (change: Omit<ClusterChange, 'type'>): ClusterChange =>
  ({ type: 'delete', ...change } as ClusterChange);

const clusterOf = (...parts: Parameters<typeof snapshot>) =>
  IndexedCluster.from(snapshot(...parts));
const namesOf = (objects: Iterable<{ name: string }>) =>
  [...objects].map(({ name }) => name).sort();
const judge = (cluster: IndexedCluster, source = client, to = web) =>
  evaluateConnection(cluster, { from: from(source), to: from(to), port: http });

const service: Service = {
  namespace: 'default',
  name: 'web',
  selector: { app: 'web' },
  headless: false,
  ports: [],
  type: 'ClusterIP',
};
const slice: EndpointSlice = {
  namespace: 'default',
  name: 'web-1',
  service: 'web',
  addresses: [],
  ports: [],
};
const node: Node = { name: 'n1', labels: {}, addresses: ['192.0.2.1'] };
const deny = clusterPolicy(
  'deny',
  '{ ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }',
);

describe('objects', () => {
  const cluster = clusterOf({
    pods: [web, client, pod('shop/web')],
    services: [service, { ...service, namespace: 'shop' }],
    endpointSlices: [slice, { ...slice, name: 'other', service: 'other' }],
    nodes: [node],
    networkPolicies: [denyAll, policy('deny-all', '{}', 'shop')],
    clusterNetworkPolicies: [deny],
    notEvaluated: ['Secrets were not read.'],
  });

  it('are found by their names', () => {
    expect(cluster.pod('default', 'web')).toBe(web);
    expect(cluster.pod('shop', 'client')).toBeUndefined();
    expect(cluster.pod('nowhere', 'web')).toBeUndefined();
    expect(cluster.service('default', 'web')).toBe(service);
    expect(cluster.service('default', 'other')).toBeUndefined();
    expect(cluster.networkPolicy('default', 'deny-all')).toBe(denyAll);
    expect(cluster.networkPolicy('nowhere', 'deny-all')).toBeUndefined();
    expect(cluster.node('n1')).toBe(node);
    expect(cluster.node('n2')).toBeUndefined();
    expect([...cluster.endpointSlices('default', 'web')]).toEqual([slice]);
    expect([...cluster.endpointSlices('shop', 'web')]).toEqual([]);
  });

  it('are found by kind and name', () => {
    expect(
      cluster.find({
        kind: 'Pod',
        object: { namespace: 'default', name: 'web' },
      }),
    ).toEqual({ kind: 'Pod', object: web });
    expect(
      cluster.find({
        kind: 'ClusterNetworkPolicy',
        object: { kind: deny.kind, name: deny.name },
      })?.object,
    ).toBe(deny);
    expect(
      cluster.find({ kind: 'Node', object: { name: 'n2' } }),
    ).toBeUndefined();
  });

  it('are listed for one namespace, or for all', () => {
    expect(namesOf(cluster.pods())).toEqual(['client', 'web', 'web']);
    expect(namesOf(cluster.pods('default'))).toEqual(['client', 'web']);
    expect(namesOf(cluster.pods('nowhere'))).toEqual([]);
    expect([...cluster.services('shop')]).toHaveLength(1);
    expect([...cluster.services()]).toHaveLength(2);
    expect(namesOf(cluster.endpointSlices('default'))).toEqual([
      'other',
      'web-1',
    ]);
    expect(cluster.endpointSlices('shop')).toEqual([]);
    expect(cluster.endpointSlices()).toHaveLength(2);
    expect([...cluster.networkPolicies('shop')]).toHaveLength(1);
    expect([...cluster.networkPolicies()]).toHaveLength(2);
    expect([...cluster.clusterNetworkPolicies()]).toEqual([deny]);
    expect([...cluster.nodes()]).toEqual([node]);
    expect(cluster.notEvaluated).toEqual(['Secrets were not read.']);
  });
});

it('pods are found by their names, however many there are', () => {
  const cluster = clusterOf({});
  const many = Array.from({ length: 100 }, (_, index) =>
    pod(`shop/web-${index}`),
  );
  const found = () => many.map(({ name }) => cluster.pod('shop', name));
  many.forEach((object, index) => {
    cluster.apply(set({ kind: 'Pod', object }));
    expect(cluster.pod('shop', object.name)).toBe(object);
    expect(cluster.pod('shop', `web-${index + 1}`)).toBeUndefined();
  });
  expect(found()).toEqual(many);
  expect([...cluster.pods('shop')]).toEqual(many);
  const other = pod('shop/web-7', { app: 'other' });
  cluster.apply(set({ kind: 'Pod', object: other }));
  expect(cluster.pod('shop', 'web-7')).toBe(other);
  many.forEach((object, index) => {
    cluster.apply(remove({ kind: 'Pod', object }));
    expect(cluster.pod('shop', object.name)).toBeUndefined();
    expect([...cluster.pods('shop')]).toHaveLength(99 - index);
  });
});

describe('namespaces', () => {
  const nameLabel = (name: string) => ({ 'kubernetes.io/metadata.name': name });

  it('exist where they are given or have pods, and have the label of their name', () => {
    const cluster = clusterOf({
      namespaces: [
        { name: 'empty', labels: { ...nameLabel('empty'), team: 'a' } },
      ],
      pods: [web],
      services: [{ ...service, namespace: 'only-a-service' }],
      networkPolicies: [policy('p', '{}', 'only-a-policy')],
    });
    expect([...cluster.namespaces()]).toEqual([
      { name: 'default', labels: nameLabel('default') },
      { name: 'empty', labels: { ...nameLabel('empty'), team: 'a' } },
    ]);
  });

  it('that are not given go with their last pod', () => {
    const cluster = clusterOf({
      namespaces: [{ name: 'given', labels: nameLabel('given') }],
      pods: [pod('given/a'), pod('implied/a'), pod('implied/b')],
    });
    const gone = (reference: string) =>
      cluster.apply(remove({ kind: 'Pod', object: pod(reference) }));
    gone('implied/a');
    gone('given/a');
    expect(namesOf(cluster.namespaces())).toEqual(['given', 'implied']);
    gone('implied/b');
    expect(namesOf(cluster.namespaces())).toEqual(['given']);
  });

  it('that are deleted while pods are there keep just the label of their name', () => {
    const given = {
      name: 'other',
      labels: { ...nameLabel('other'), team: 'a' },
    };
    const cluster = clusterOf({ namespaces: [given], pods: [pod('other/a')] });
    cluster.apply(remove({ kind: 'Namespace', object: given }));
    expect([...cluster.namespaces()]).toEqual([
      { name: 'other', labels: nameLabel('other') },
    ]);
  });

  it('that get other labels are peers by these, and subjects too', () => {
    const stranger = pod('other/stranger');
    const labelled = (team: string) => ({
      name: 'other',
      labels: { ...nameLabel('other'), team },
    });
    const cluster = clusterOf({
      namespaces: [labelled('a')],
      pods: [web, stranger],
      networkPolicies: [
        policy(
          'team-a',
          '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: a } } }] }] }',
        ),
      ],
      clusterNetworkPolicies: [
        clusterPolicy(
          'team-b',
          '{ subject: { namespaces: { matchLabels: { team: b } } }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }',
        ),
      ],
    });
    expect(judge(cluster, stranger).allowed).toBe(true);
    expect(judge(cluster, web, stranger).allowed).toBe(true);
    cluster.apply(set({ kind: 'Namespace', object: labelled('b') }));
    expect(judge(cluster, stranger).allowed).toBe(false);
    expect(judge(cluster, web, stranger).allowed).toBe(false);
  });
});

describe('a change', () => {
  it('of a pod replaces the one of its name: its labels, its ports, its addresses', () => {
    const onlyClients = policy(
      'clients',
      '{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { role: client } } }], ports: [{ port: http }] }] }',
    );
    const named = {
      ...web,
      ports: [{ name: 'http', protocol: 'TCP' as const, containerPort: 80 }],
    };
    const cluster = clusterOf({
      pods: [named, client],
      networkPolicies: [onlyClients],
    });
    expect(judge(cluster, client, named).allowed).toBe(true);
    const relabelled = { ...client, labels: { role: 'batch' } };
    cluster.apply(set({ kind: 'Pod', object: relabelled }));
    expect(cluster.pod('default', 'client')).toBe(relabelled);
    expect(namesOf(cluster.pods())).toEqual(['client', 'web']);
    expect(judge(cluster, relabelled, named).allowed).toBe(false);
    const moved = { ...named, ports: [], addresses: ['10.0.0.9'] };
    cluster.apply(set({ kind: 'Pod', object: moved }));
    expect(cluster.pod('default', 'web')).toBe(moved);
    expect(cluster.index.addresses.allFamilies()).toEqual(['ipv4']);
    cluster.apply(set({ kind: 'Pod', object: client }));
    expect(judge(cluster, client, moved).allowed).toBe(false);
  });

  it('of a policy is seen by the next question, also if it asks for labels that none asked for before', () => {
    const versions = ['1', '2'].map(version =>
      pod(`default/web-${version}`, { app: 'web', version }),
    );
    const cluster = clusterOf({ pods: [...versions, client] });
    const onlyFirst = policy(
      'first',
      '{ podSelector: { matchLabels: { version: "1" } } }',
    );
    cluster.apply(set({ kind: 'NetworkPolicy', object: onlyFirst }));
    expect(
      versions.map(version => judge(cluster, client, version).allowed),
    ).toEqual([false, true]);
    const onlySecond = policy(
      'first',
      '{ podSelector: { matchLabels: { version: "2" } } }',
    );
    cluster.apply(set({ kind: 'NetworkPolicy', object: onlySecond }));
    expect(
      versions.map(version => judge(cluster, client, version).allowed),
    ).toEqual([true, false]);
    cluster.apply(remove({ kind: 'NetworkPolicy', object: onlySecond }));
    expect(
      versions.map(version => judge(cluster, client, version).allowed),
    ).toEqual([true, true]);
  });

  it('of annotations or an origin is seen, and nothing is worked out again', () => {
    const shop = { name: 'shop', labels: { team: 'shop' } };
    const cluster = clusterOf({
      namespaces: [shop, { name: 'empty', labels: {} }],
      pods: [pod('shop/web', { app: 'web' }), client, web],
      networkPolicies: [denyAll],
    });
    const { index } = cluster;
    const existing = index.existing();
    const labels = index.namespace('shop').labels;
    const classesOf = () => [index.classes('shop'), index.classes('default')];
    const classes = classesOf();

    const annotations = { owners: 'group:default/shop' };
    cluster.apply(set({ kind: 'Namespace', object: { ...shop, annotations } }));
    const origin = { uid: '1', managers: [{ name: 'kubectl' }] };
    cluster.apply(
      set({ kind: 'NetworkPolicy', object: { ...denyAll, origin } }),
    );

    expect(cluster.namespaces()).toContainEqual({ ...shop, annotations });
    expect(cluster.networkPolicy('default', denyAll.name)?.origin).toBe(origin);
    expect(index.existing()).toBe(existing);
    expect(index.namespace('shop').labels).toBe(labels);
    classesOf().forEach((all, nth) => expect(all).toBe(classes[nth]));
  });

  it('of a cluster-wide policy is one of its kind and name', () => {
    const cluster = clusterOf({
      pods: [web, client],
      clusterNetworkPolicies: [deny],
    });
    const otherKind = { ...deny, kind: 'AdminNetworkPolicy' as const };
    cluster.apply(remove({ kind: 'ClusterNetworkPolicy', object: otherKind }));
    expect(judge(cluster).allowed).toBe(false);
    cluster.apply(remove({ kind: 'ClusterNetworkPolicy', object: deny }));
    expect(judge(cluster).allowed).toBe(true);
  });

  it('that deletes needs no more than kind and name', () => {
    const cluster = clusterOf({ pods: [web], networkPolicies: [denyAll] });

    cluster.apply({
      type: 'delete',
      kind: 'NetworkPolicy',
      object: { namespace: denyAll.namespace, name: denyAll.name },
    });

    expect([...cluster.networkPolicies()]).toEqual([]);
    expect([...cluster.pods()]).toEqual([web]);
  });

  it('that deletes what is not there changes nothing', () => {
    const cluster = clusterOf({ pods: [web], networkPolicies: [denyAll] });
    for (const change of [
      remove({ kind: 'Pod', object: pod('nowhere/gone') }),
      remove({ kind: 'NetworkPolicy', object: { ...denyAll, name: 'gone' } }),
      remove({ kind: 'Namespace', object: { name: 'gone', labels: {} } }),
      remove({ kind: 'Service', object: service }),
      remove({ kind: 'EndpointSlice', object: slice }),
      remove({ kind: 'Node', object: node }),
      remove({ kind: 'ClusterNetworkPolicy', object: deny }),
    ]) {
      cluster.apply(change);
    }
    expect(namesOf(cluster.namespaces())).toEqual(['default']);
    expect([...cluster.pods()]).toEqual([web]);
    expect([...cluster.networkPolicies()]).toEqual([denyAll]);
  });

  it('of a Service, an EndpointSlice or a Node replaces the one of its name', () => {
    const cluster = clusterOf({
      services: [service],
      endpointSlices: [slice],
      nodes: [node],
    });
    cluster.apply(
      set({ kind: 'Service', object: { ...service, headless: true } }),
    );
    cluster.apply(
      set({ kind: 'EndpointSlice', object: { ...slice, service: 'new' } }),
    );
    cluster.apply(set({ kind: 'Node', object: { ...node, addresses: [] } }));
    expect(cluster.service('default', 'web')?.headless).toBe(true);
    expect([...cluster.endpointSlices('default', 'web')]).toEqual([]);
    expect([...cluster.endpointSlices('default', 'new')]).toHaveLength(1);
    expect(cluster.node('n1')?.addresses).toEqual([]);
  });
});

const change: fc.Arbitrary<ClusterChange> = fc
  .tuple(
    fc.constantFrom('set', 'set', 'delete'),
    fc.oneof(
      namespace.map(object => ({ kind: 'Namespace', object })),
      anyPod.map(object => ({ kind: 'Pod', object })),
      networkPolicy.map(object => ({ kind: 'NetworkPolicy', object })),
      clusterNetworkPolicy.map(object => ({
        kind: 'ClusterNetworkPolicy',
        object,
      })),
    ),
  )
  .map(([type, object]) => ({ type, ...object } as ClusterChange));

/** Everything that is said of a cluster, in an order that does not depend on its history. */
function everythingOf(cluster: IndexedCluster) {
  const pods = [...cluster.pods()].sort((one, other) =>
    `${one.namespace}/${one.name}` < `${other.namespace}/${other.name}`
      ? -1
      : 1,
  );
  const ends: ConnectionEnd[] = [
    ...pods.map(from),
    { kind: 'address', address: '203.0.113.7' },
    { kind: 'hypothetical-pod', namespace: 'a', labels: { app: 'x' } },
  ];
  return {
    pods,
    namespaces: [...cluster.namespaces()],
    families: [...cluster.index.addresses.allFamilies()].sort(),
    allowed: ends.map(source =>
      ends.map(to => allowedPorts(cluster, { from: source, to }).toString()),
    ),
  };
}

function stateOf(cluster: IndexedCluster) {
  return snapshot({
    // The given ones are told from the implied ones by nothing but their labels.
    namespaces: [...cluster.namespaces()],
    pods: [...cluster.pods()],
    services: [...cluster.services()],
    networkPolicies: [...cluster.networkPolicies()],
    clusterNetworkPolicies: [...cluster.clusterNetworkPolicies()],
  });
}

it('a changed cluster says what one says that was made of its state', () => {
  fc.assert(
    fc.property(
      clusterSnapshot,
      fc.array(change, { maxLength: 6 }),
      (state, changes) => {
        const cluster = IndexedCluster.from(state);
        for (const one of changes) {
          everythingOf(cluster);
          cluster.apply(one);
        }
        expect(everythingOf(cluster)).toEqual(
          everythingOf(IndexedCluster.from(stateOf(cluster))),
        );
      },
    ),
  );
});

describe('a preview', () => {
  it('shows the cluster after the changes, and takes them back', () => {
    fc.assert(
      fc.property(
        clusterSnapshot,
        fc.array(change, { minLength: 1, maxLength: 4 }),
        (state, changes) => {
          const cluster = IndexedCluster.from(state);
          const before = everythingOf(cluster);
          const changed = IndexedCluster.from(state);
          changes.forEach(one => changed.apply(one));
          expect(cluster.preview(changes, everythingOf)).toEqual(
            everythingOf(changed),
          );
          expect(everythingOf(cluster)).toEqual(before);
        },
      ),
    );
  });

  it('leaves the reasons of verdicts in their order', () => {
    const allow = (name: string) =>
      policy(name, '{ podSelector: {}, ingress: [{}] }');
    const cluster = clusterOf({
      pods: [web, client],
      networkPolicies: [allow('a'), allow('b')],
    });
    const before = judge(cluster);
    cluster.preview(
      [set({ kind: 'NetworkPolicy', object: allow('a') })],
      judge,
    );
    expect(judge(cluster)).toEqual(before);
  });

  it('takes the changes back where looking fails', () => {
    const cluster = clusterOf({ pods: [web, client] });
    expect(() =>
      cluster.preview([set({ kind: 'NetworkPolicy', object: denyAll })], () => {
        throw new Error('looked away');
      }),
    ).toThrow('looked away');
    expect(judge(cluster).allowed).toBe(true);
    expect([...cluster.networkPolicies()]).toEqual([]);
  });

  it('may be taken within another one', () => {
    const cluster = clusterOf({ pods: [web, client] });
    const open = policy('open', '{ podSelector: {}, ingress: [{}] }');
    const seen = cluster.preview(
      [set({ kind: 'NetworkPolicy', object: denyAll })],
      closed => [
        judge(closed).allowed,
        closed.preview(
          [set({ kind: 'NetworkPolicy', object: open })],
          opened => judge(opened).allowed,
        ),
        judge(closed).allowed,
      ],
    );
    expect([...seen, judge(cluster).allowed]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});
