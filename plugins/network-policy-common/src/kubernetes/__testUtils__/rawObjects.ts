import fc from 'fast-check';

/* Raw objects as an API server sends them, for what verdicts depend on. */

function whole<T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record(fields, { noNullPrototype: true });
}

function partly<T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record(fields, { requiredKeys: [], noNullPrototype: true });
}

function few<T>(item: fc.Arbitrary<T>, minLength = 0) {
  return fc.array(item, { minLength, maxLength: 3 });
}

const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);
const labelKey = fc.oneof(
  name,
  name.map(key => `example.com/${key}`),
  fc.constantFrom('kubernetes.io/metadata.name', 'kubernetes.io/service-name'),
);
const labelValue = fc.stringMatching(
  /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,6}[A-Za-z0-9])?)?$/,
);
const labels = fc.dictionary(labelKey, labelValue, {
  maxKeys: 4,
  noNullPrototype: true,
});
const portNumber = fc.integer({ min: 1, max: 65535 });
const portName = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');
const address = fc.oneof(fc.ipV4(), fc.ipV6());

const time = fc
  .date({
    min: new Date('2026-01-01'),
    max: new Date('2026-12-31'),
    noInvalidDate: true,
  })
  .map(date => date.toISOString().replace(/\.\d+/, ''));

const managedFieldsEntry = fc
  .tuple(
    whole({ manager: fc.constantFrom('kubectl', 'argocd-controller', 'x') }),
    partly({
      operation: fc.constantFrom('Apply', 'Update'),
      time,
      subresource: fc.constantFrom('', 'status'),
      fieldsV1: fc.constant({ 'f:metadata': { 'f:labels': { '.': {} } } }),
    }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

const metadata = fc
  .tuple(
    whole({ name, namespace: name }),
    partly({
      labels,
      annotations: fc.dictionary(fc.string(), fc.string(), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
      uid: fc.string(),
      creationTimestamp: time,
      managedFields: few(managedFieldsEntry),
    }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

function object<T>(apiVersion: string, kind: string, fields: fc.Arbitrary<T>) {
  return fc
    .tuple(fc.boolean(), metadata, fields)
    .map(([isTyped, itsMetadata, rest]) => ({
      ...(isTyped && { apiVersion, kind }),
      metadata: itsMetadata,
      ...rest,
    }));
}

const containerPort = fc
  .tuple(
    whole({ containerPort: portNumber }),
    partly({ name: portName, protocol }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

const container = partly({
  name,
  ports: few(containerPort),
  image: fc.string(),
});

const sidecar = partly({
  ports: few(containerPort),
  restartPolicy: fc.constant('Always'),
});

const ownerReference = fc.oneof(
  {
    weight: 9,
    arbitrary: whole({
      controller: fc.constant(true),
      kind: fc.constantFrom('ReplicaSet', 'DaemonSet', 'Node'),
      name,
    }),
  },
  { weight: 1, arbitrary: whole({ controller: fc.boolean(), name }) },
);

const podSpec = fc
  .tuple(
    whole({ containers: few(container) }),
    partly({
      initContainers: few(sidecar),
      hostNetwork: fc.boolean(),
      nodeName: name,
    }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

const podStatus = fc
  .tuple(
    fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'),
    fc.array(address, { maxLength: 2 }),
  )
  .map(([phase, addresses]) => ({
    phase,
    ...(addresses.length > 0 && {
      podIP: addresses[0],
      podIPs: addresses.map(ip => ({ ip })),
    }),
  }));

const pod = fc
  .tuple(
    object('v1', 'Pod', whole({ spec: podSpec, status: podStatus })),
    fc.oneof(
      { weight: 9, arbitrary: fc.array(ownerReference, { maxLength: 1 }) },
      { weight: 1, arbitrary: few(ownerReference) },
    ),
  )
  .map(([raw, ownerReferences]) => ({
    ...raw,
    metadata: {
      ...raw.metadata,
      ...(ownerReferences.length > 0 && { ownerReferences }),
    },
  }));

const requirement = fc.oneof(
  whole({
    key: labelKey,
    operator: fc.constantFrom('In', 'NotIn'),
    values: few(labelValue, 1),
  }),
  whole({ key: labelKey, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);

const selector = partly({
  matchLabels: labels,
  matchExpressions: few(requirement),
});

const block = fc.constantFrom(
  { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
  { cidr: '0.0.0.0/0' },
  { cidr: 'fd00::/8', except: ['fd01::/16', 'fd02::/16'] },
);

const peer = fc.oneof(
  whole({ podSelector: selector }),
  whole({ namespaceSelector: selector }),
  whole({ namespaceSelector: selector, podSelector: selector }),
  whole({ ipBlock: block }),
);

const policyPort = fc.oneof(
  partly({ protocol, port: fc.oneof(portNumber, portName) }),
  fc
    .tuple(protocol, portNumber, portNumber)
    .map(([itsProtocol, one, other]) => ({
      protocol: itsProtocol,
      port: Math.min(one, other),
      endPort: Math.max(one, other),
    })),
);

const networkPolicySpec = fc
  .tuple(
    whole({
      podSelector: selector,
      policyTypes: fc.constantFrom(
        ['Ingress'],
        ['Egress'],
        ['Ingress', 'Egress'],
      ),
    }),
    partly({
      ingress: few(partly({ from: few(peer), ports: few(policyPort) })),
      egress: few(partly({ to: few(peer), ports: few(policyPort) })),
    }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

const servicePort = fc
  .tuple(
    whole({ port: portNumber }),
    partly({ name, protocol, targetPort: fc.oneof(portNumber, portName) }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

const serviceSpec = fc
  .tuple(
    whole({
      type: fc.constantFrom(
        'ClusterIP',
        'NodePort',
        'LoadBalancer',
        'ExternalName',
      ),
    }),
    partly({
      selector: labels,
      clusterIP: fc.constantFrom('None', '10.96.0.10'),
      ports: few(servicePort),
    }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

const endpointSliceFields = whole({
  addressType: fc.constantFrom('IPv4', 'IPv6'),
  endpoints: few(
    whole({
      addresses: few(address, 1),
      conditions: whole({ ready: fc.boolean() }),
    }),
  ),
  ports: few(
    whole({ name: fc.constantFrom('', 'http'), port: portNumber, protocol }),
  ),
});

const nodeStatus = whole({
  addresses: few(
    whole({
      type: fc.constantFrom('InternalIP', 'ExternalIP', 'Hostname'),
      address: fc.oneof(address, name),
    }),
  ),
});

/** Raw objects by their kind, none of them wrong. */
export const rawObjects = {
  Namespace: object('v1', 'Namespace', fc.constant({})),
  Node: object('v1', 'Node', whole({ status: nodeStatus })),
  Pod: pod,
  Service: object('v1', 'Service', whole({ spec: serviceSpec })),
  EndpointSlice: object(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    endpointSliceFields,
  ),
  NetworkPolicy: object(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    whole({ spec: networkPolicySpec }),
  ),
};

const anything = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    0,
    1.5,
    -1,
    65536,
    true,
    'a b',
    'TCP',
    'Running',
    'None',
    'Node',
    '010.0.0.1',
    [],
    [null],
    [''],
    [{}],
    {},
    { a: 1 },
    { a: 'b\nc' },
    JSON.parse('{ "__proto__": "x" }'),
    JSON.parse('{ "__proto__": { "name": "x" } }'),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

type Place = readonly (string | number)[];

function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) {
    return [at];
  }
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [
    at,
    ...entries.flatMap(([key, item]) => placesOf(item, [...at, key])),
  ];
}

function replaced(value: unknown, at: Place, replacement: unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) {
    return replacement;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      index === key ? replaced(item, rest, replacement) : item,
    );
  }
  return Object.fromEntries(
    Object.entries(Object(value)).map(([field, item]) => [
      field,
      field === key ? replaced(item, rest, replacement) : item,
    ]),
  );
}

/** Objects in which something, anywhere, is something else; twice. */
export function broken(raw: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.nat(), anything);
  return fc
    .tuple(raw, fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([original, changes]) =>
      changes.reduce((value: unknown, [place, replacement]) => {
        const places = placesOf(value);
        return replaced(value, places[place % places.length], replacement);
      }, original),
    );
}
