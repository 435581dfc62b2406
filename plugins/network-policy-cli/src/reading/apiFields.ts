/** The fields of an object of the API; of `undefined` ones nothing below is checked. Those of a list are its items'. */
export interface ApiFields {
  readonly [field: string]: ApiFields | undefined;
}

/** A kind with its fields, and what other versions and APIs call some of them. */
export interface ApiKind {
  fields: ApiFields;
  alsoCalled: Readonly<Record<string, string>>;
}

/** A field whose own content is not checked. */
const anything = undefined;

const metadata: ApiFields = {
  name: anything,
  generateName: anything,
  namespace: anything,
  labels: anything,
  annotations: anything,
  uid: anything,
  resourceVersion: anything,
  generation: anything,
  creationTimestamp: anything,
  deletionTimestamp: anything,
  deletionGracePeriodSeconds: anything,
  ownerReferences: anything,
  finalizers: anything,
  managedFields: anything,
  selfLink: anything,
};

const objectWith = (spec: ApiFields): ApiFields => ({
  apiVersion: anything,
  kind: anything,
  metadata,
  spec,
  status: anything,
});

const selector: ApiFields = {
  matchLabels: anything,
  matchExpressions: { key: anything, operator: anything, values: anything },
};

const networkPolicyPeer: ApiFields = {
  podSelector: selector,
  namespaceSelector: selector,
  ipBlock: { cidr: anything, except: anything },
};
const networkPolicyPort: ApiFields = {
  protocol: anything,
  port: anything,
  endPort: anything,
};

const networkPolicy = objectWith({
  podSelector: selector,
  policyTypes: anything,
  ingress: { from: networkPolicyPeer, ports: networkPolicyPort },
  egress: { to: networkPolicyPeer, ports: networkPolicyPort },
});

const clusterPods: ApiFields = {
  namespaces: selector,
  pods: { namespaceSelector: selector, podSelector: selector },
};
const clusterPeer: ApiFields = {
  ...clusterPods,
  networks: anything,
  nodes: selector,
  domainNames: anything,
};

const alphaPorts: ApiFields = {
  portNumber: { protocol: anything, port: anything },
  portRange: { protocol: anything, start: anything, end: anything },
  namedPort: anything,
};
const alphaRules: ApiFields = {
  subject: clusterPods,
  ingress: {
    name: anything,
    action: anything,
    from: clusterPods,
    ports: alphaPorts,
  },
  egress: {
    name: anything,
    action: anything,
    to: clusterPeer,
    ports: alphaPorts,
  },
};

const destination: ApiFields = {
  destinationPort: {
    number: anything,
    range: { start: anything, end: anything },
  },
};
const protocols: ApiFields = {
  tcp: destination,
  udp: destination,
  sctp: destination,
  destinationNamedPort: anything,
};

/** The kinds whose fields are checked: what a policy says must be what the API server would take. */
export const apiKinds: Readonly<Record<string, ApiKind>> = {
  'networking.k8s.io/v1 NetworkPolicy': {
    fields: networkPolicy,
    alsoCalled: { protocols: 'ports', selector: 'podSelector' },
  },
  'policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy': {
    fields: objectWith({ priority: anything, ...alphaRules }),
    alsoCalled: { protocols: 'ports', podSelector: 'subject' },
  },
  'policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy': {
    fields: objectWith(alphaRules),
    alsoCalled: { protocols: 'ports', podSelector: 'subject' },
  },
  'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy': {
    fields: objectWith({
      tier: anything,
      priority: anything,
      subject: clusterPods,
      ingress: {
        name: anything,
        action: anything,
        from: clusterPods,
        protocols,
      },
      egress: { name: anything, action: anything, to: clusterPeer, protocols },
    }),
    alsoCalled: {
      ports: 'protocols',
      portNumber: 'tcp',
      portRange: 'tcp',
      namedPort: 'destinationNamedPort',
      podSelector: 'subject',
    },
  },
};
