import { valueOf } from '../testing/snapshotOf';
import { parseEndpointSlice } from './parseEndpointSlice';
import { parseNamespace } from './parseNamespace';
import { parseNode } from './parseNode';
import { parsePod } from './parsePod';
import { parseService } from './parseService';

it('rule 8: a namespace has the label of its name', () => {
  expect(
    parseNamespace({ metadata: { name: 'a', labels: { team: 'x' } } }),
  ).toEqual({
    ok: true,
    value: {
      name: 'a',
      labels: { team: 'x', 'kubernetes.io/metadata.name': 'a' },
    },
  });
  expect(
    parseNamespace({ metadata: { name: 'a', labels: null } }),
  ).toMatchObject({
    value: { labels: { 'kubernetes.io/metadata.name': 'a' } },
  });
});

it('reads a pod: one address a family, ports of containers and sidecars', () => {
  const parsed = parsePod({
    metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
    spec: {
      hostNetwork: true,
      containers: [
        { name: 'web', ports: [{ name: 'http', containerPort: 80 }] },
        {},
      ],
      initContainers: [
        {
          restartPolicy: 'Always',
          ports: [{ containerPort: 53, protocol: 'UDP' }],
        },
        { ports: [{ containerPort: 1 }] },
      ],
    },
    status: {
      phase: 'Running',
      podIP: '10.0.0.1',
      podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }],
    },
  });
  expect(parsed).toEqual({
    ok: true,
    value: {
      namespace: 'default',
      name: 'web',
      labels: { app: 'web' },
      phase: 'Running',
      hostNetwork: true,
      addresses: ['10.0.0.1', 'fd00::1'],
      ports: [
        { name: 'http', protocol: 'TCP', containerPort: 80 },
        { protocol: 'UDP', containerPort: 53 },
      ],
    },
  });
});

it('a pod of which nothing is said how it fares is Planned and has no address', () => {
  expect(parsePod({ metadata: { name: 'web' } })).toMatchObject({
    value: { phase: 'Planned', addresses: [], hostNetwork: false },
  });
});

it('rule 18: reads a Service, with the target port that defaults to the port', () => {
  const parsed = parseService({
    metadata: { name: 'web' },
    spec: {
      selector: { app: 'web' },
      ports: [
        { port: 80 },
        { port: 81, targetPort: 'http', name: 'a' },
        { port: 82, targetPort: 8082, protocol: 'UDP' },
      ],
    },
  });
  expect(parsed).toEqual({
    ok: true,
    value: {
      namespace: 'default',
      name: 'web',
      type: 'ClusterIP',
      selector: { app: 'web' },
      headless: false,
      ports: [
        { protocol: 'TCP', port: 80, targetPort: 80 },
        { name: 'a', protocol: 'TCP', port: 81, targetPort: 'http' },
        { protocol: 'UDP', port: 82, targetPort: 8082 },
      ],
    },
  });
});

it.each([
  { selector: {} },
  { selector: null },
  { type: 'ExternalName', selector: { app: 'web' }, externalName: 'x' },
])('rule 18: %j selects no pods', spec => {
  const parsed = parseService({ metadata: { name: 'web' }, spec });
  expect(parsed.ok && 'selector' in parsed.value).toBe(false);
  expect(parsed.ok).toBe(true);
});

it('knows a headless Service, whose name leads to the pods', () => {
  expect(
    parseService({ metadata: { name: 'web' }, spec: { clusterIP: 'None' } }),
  ).toMatchObject({ value: { headless: true } });
});

it.each([
  [undefined, undefined],
  [[], undefined],
  [[{ kind: 'ReplicaSet', name: 'web' }], undefined],
  [[{ controller: true, kind: 'Node', name: 'node-1' }], undefined],
  [
    [
      { controller: false, kind: 'A', name: 'a' },
      { controller: true, kind: 'ReplicaSet', name: 'web' },
    ],
    { kind: 'ReplicaSet', name: 'web' },
  ],
  [[{ controller: true, name: 'web' }], { kind: 'Pod', name: 'web' }],
])('the owner of a pod with the owners %j is %j', (ownerReferences, owner) => {
  const parsed = parsePod({ metadata: { name: 'web-1', ownerReferences } });
  expect(valueOf(parsed).owner).toEqual(owner);
});

it('knows the node of a pod, and its state by its phase alone', () => {
  const pod = (rest: object) =>
    valueOf(parsePod({ metadata: { name: 'web' }, ...rest }));
  expect(
    pod({ spec: { nodeName: 'node-1' }, status: { podIP: '10.0.0.7' } }),
  ).toMatchObject({
    nodeName: 'node-1',
    phase: 'Planned',
    addresses: ['10.0.0.7'],
  });
  expect(pod({ status: { phase: 'Failed' } }).phase).toBe('Failed');
  expect('nodeName' in pod({ spec: { nodeName: '' } })).toBe(false);
});

it('leaves out a container port without a number', () => {
  const ports = [{ name: 'http' }, { name: 'https', containerPort: 443 }];
  expect(
    valueOf(
      parsePod({ metadata: { name: 'a' }, spec: { containers: [{ ports }] } }),
    ).ports,
  ).toEqual([{ name: 'https', protocol: 'TCP', containerPort: 443 }]);
});

it('reads a Node: the addresses that lead to it', () => {
  const parsed = parseNode({
    metadata: { name: 'node-1', labels: { zone: 'a' } },
    status: {
      addresses: [
        { type: 'InternalIP', address: '10.9.0.1' },
        { type: 'InternalIP', address: '10.9.0.1' },
        { type: 'ExternalIP', address: '2001:db8::1' },
        { type: 'ExternalIP', address: 'node-1.example.com' },
        { type: 'Hostname', address: '10.9.0.2' },
      ],
    },
  });
  expect(valueOf(parsed)).toEqual({
    name: 'node-1',
    labels: { zone: 'a' },
    addresses: ['10.9.0.1', '2001:db8::1'],
  });
  expect(valueOf(parseNode({ metadata: { name: 'a' } })).addresses).toEqual([]);
});

describe('rule 18: an EndpointSlice', () => {
  const slice = (fields: object) =>
    parseEndpointSlice({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: 'web-1',
        labels: { 'kubernetes.io/service-name': 'web' },
      },
      addressType: 'IPv4',
      ...fields,
    });

  it('leads to the endpoints that are ready, or of which that is not known', () => {
    const parsed = slice({
      endpoints: [
        { addresses: ['10.0.0.1'], conditions: { ready: true } },
        { addresses: ['10.0.0.2'], conditions: { ready: false } },
        { addresses: ['10.0.0.3'], conditions: { ready: null } },
        { addresses: ['10.0.0.4', '10.0.0.1'] },
      ],
      ports: [
        { name: 'http', port: 8080 },
        { name: '', protocol: 'UDP' },
      ],
    });
    expect(valueOf(parsed)).toEqual({
      namespace: 'default',
      name: 'web-1',
      service: 'web',
      addresses: ['10.0.0.1', '10.0.0.3', '10.0.0.4'],
      ports: [
        { name: 'http', protocol: 'TCP', port: 8080 },
        { protocol: 'UDP' },
      ],
    });
  });

  it('of names leads out of the cluster', () => {
    const parsed = slice({
      addressType: 'FQDN',
      endpoints: [{ addresses: ['example.com'] }],
    });
    expect(valueOf(parsed).addresses).toEqual([]);
  });

  it('need not be of a Service', () => {
    const parsed = slice({ metadata: { name: 'web-1' }, endpoints: null });
    expect('service' in valueOf(parsed)).toBe(false);
  });

  it('has an address type, and addresses of it', () => {
    expect(
      slice({ endpoints: [{}, { addresses: ['10.0.0.1', 'web'] }] }),
    ).toEqual({
      ok: false,
      problems: [
        {
          path: 'endpoints[1].addresses[1]',
          message: expect.stringContaining('must be a valid IP address'),
        },
      ],
    });
    expect(slice({ addressType: undefined })).toMatchObject({
      problems: [{ path: 'addressType', message: 'Required value' }],
    });
    expect(slice({ addressType: 'IPX' })).toMatchObject({
      problems: [
        {
          message:
            'Unsupported value: supported values: "IPv4", "IPv6", "FQDN"',
        },
      ],
    });
  });
});

describe('bad input', () => {
  const problemsOf = (raw: object) => {
    const parsed = parsePod({ metadata: { name: 'a' }, ...raw });
    return parsed.ok ? [] : parsed.problems;
  };
  const problemsOfLabels = (labels: unknown) =>
    problemsOf({ metadata: { name: 'a', labels } });

  it('labels that are no map of strings', () => {
    expect(problemsOfLabels({ app: 1, tier: null, a: { b: 'c' } })).toEqual([
      {
        path: 'metadata.labels.app',
        message: 'Invalid input: expected string, received number',
      },
      {
        path: 'metadata.labels.tier',
        message: 'Invalid input: expected string, received null',
      },
      {
        path: 'metadata.labels.a',
        message: 'Invalid input: expected string, received object',
      },
    ]);
    expect(problemsOfLabels(['app=web'])).toEqual([
      {
        path: 'metadata.labels',
        message: 'Invalid input: expected map, received array',
      },
    ]);
    expect(problemsOfLabels('app=web')).toHaveLength(1);
  });

  it('labels that Kubernetes refuses', () => {
    expect(problemsOfLabels({ 'example.com/a b': 'x', app: 'b c' })).toEqual([
      {
        path: 'metadata.labels[example.com/a b]',
        message: expect.stringContaining('name part must consist of'),
      },
      {
        path: 'metadata.labels.app',
        message: expect.stringContaining('a valid label must be'),
      },
    ]);
  });

  it('a label that would be the prototype of all labels', () => {
    const labels = JSON.parse('{ "__proto__": "x", "app": "web" }');
    expect(problemsOfLabels(labels)).toEqual([
      {
        path: 'metadata.labels.__proto__',
        message: expect.stringContaining('name part must consist of'),
      },
    ]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('a selector that would select everything if such a label were left out', () => {
    expect(
      parseService({
        metadata: { name: 'a' },
        spec: { selector: JSON.parse('{ "__proto__": "x" }') },
      }),
    ).toMatchObject({ problems: [{ path: 'spec.selector.__proto__' }] });
  });

  it.each([
    [{ spec: { containers: 'web' } }, 'spec.containers'],
    [{ spec: { containers: [null] } }, 'spec.containers[0]'],
    [
      { spec: { containers: [{ ports: [{ containerPort: '80' }] }] } },
      'spec.containers[0].ports[0].containerPort',
    ],
    [
      { spec: { containers: [{ ports: [{ containerPort: 65536 }] }] } },
      'spec.containers[0].ports[0].containerPort',
    ],
    [
      { spec: { initContainers: [{ ports: {} }] } },
      'spec.initContainers[0].ports',
    ],
    [{ spec: { hostNetwork: 'yes' } }, 'spec.hostNetwork'],
    [{ status: { phase: 'Sleeping' } }, 'status.phase'],
    [{ status: { podIP: 'web' } }, 'status.podIP'],
    [{ status: { podIPs: [{ ip: '10.0.0' }] } }, 'status.podIPs[0].ip'],
    [{ apiVersion: 'apps/v1' }, 'apiVersion'],
    [{ kind: 'Node' }, 'kind'],
    [{ metadata: { name: 'a/b' } }, 'metadata.name'],
    [{ metadata: { name: 7 } }, 'metadata.name'],
    [{ metadata: { name: 'a', namespace: 'A b' } }, 'metadata.namespace'],
    [
      { metadata: { name: 'a', ownerReferences: [{ controller: true }] } },
      'metadata.ownerReferences[0].name',
    ],
  ])('%j is wrong at %s', (raw, path) => {
    expect(problemsOf(raw).map(problem => problem.path)).toEqual([path]);
  });

  it('objects that own each other', () => {
    const reference = { controller: true, kind: 'Pod', name: 'a' };
    const raw: Record<string, unknown> = {
      metadata: { name: 'a', ownerReferences: [reference] },
    };
    raw.self = raw;
    Object.assign(reference, { object: raw });
    expect(valueOf(parsePod(raw)).owner).toEqual({ kind: 'Pod', name: 'a' });
  });

  it('what is no object', () => {
    for (const parse of [
      parseNamespace,
      parsePod,
      parseService,
      parseNode,
      parseEndpointSlice,
    ]) {
      for (const raw of [undefined, null, 'text', 7, [], () => ({})]) {
        expect(parse(raw)).toMatchObject({ ok: false });
      }
    }
  });
});

it('says where an object is wrong', () => {
  expect(
    parseService({
      metadata: { name: 'a' },
      spec: { ports: [{}, { port: 80, targetPort: 'a_b' }] },
    }),
  ).toEqual({
    ok: false,
    problems: [
      { path: 'spec.ports[0].port', message: 'Required value' },
      {
        path: 'spec.ports[1].targetPort',
        message:
          'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
      },
    ],
  });
  expect(parseNamespace({ metadata: { name: 'My.Namespace' } })).toMatchObject({
    problems: [{ path: 'metadata.name' }],
  });
});
