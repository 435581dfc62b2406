/** The fields of an object of the API; of `undefined` ones nothing below is checked. Those of a list are its items'. */
export interface ApiFields {
  readonly [field: string]: ApiFields | undefined;
}

/** A kind with its fields, and what other versions and APIs call some of them. */
export interface ApiKind {
  fields: ApiFields;
  alsoCalled: Readonly<Record<string, string>>;
}

const any = undefined;

const metadata: ApiFields = {
  name: any,
  generateName: any,
  namespace: any,
  labels: any,
  annotations: any,
  uid: any,
  resourceVersion: any,
  generation: any,
  creationTimestamp: any,
  deletionTimestamp: any,
  deletionGracePeriodSeconds: any,
  ownerReferences: any,
  finalizers: any,
  managedFields: any,
  selfLink: any,
};

const objectWith = (spec: ApiFields): ApiFields => ({
  apiVersion: any,
  kind: any,
  metadata,
  spec,
  status: any,
});

const selector: ApiFields = {
  matchLabels: any,
  matchExpressions: { key: any, operator: any, values: any },
};

const networkPolicyPeer: ApiFields = {
  podSelector: selector,
  namespaceSelector: selector,
  ipBlock: { cidr: any, except: any },
};
const networkPolicyPort: ApiFields = { protocol: any, port: any, endPort: any };

const networkPolicy = objectWith({
  podSelector: selector,
  policyTypes: any,
  ingress: { from: networkPolicyPeer, ports: networkPolicyPort },
  egress: { to: networkPolicyPeer, ports: networkPolicyPort },
});

const clusterPods: ApiFields = {
  namespaces: selector,
  pods: { namespaceSelector: selector, podSelector: selector },
};
const clusterPeer: ApiFields = {
  ...clusterPods,
  networks: any,
  nodes: selector,
  domainNames: any,
};

const alphaPorts: ApiFields = {
  portNumber: { protocol: any, port: any },
  portRange: { protocol: any, start: any, end: any },
  namedPort: any,
};
const alphaRules: ApiFields = {
  subject: clusterPods,
  ingress: { name: any, action: any, from: clusterPods, ports: alphaPorts },
  egress: { name: any, action: any, to: clusterPeer, ports: alphaPorts },
};

const destination: ApiFields = {
  destinationPort: { number: any, range: { start: any, end: any } },
};
const protocols: ApiFields = {
  tcp: destination,
  udp: destination,
  sctp: destination,
  destinationNamedPort: any,
};

/** The kinds whose fields are checked: what a policy says must be what the API server would take. */
export const apiKinds: Readonly<Record<string, ApiKind>> = {
  'networking.k8s.io/v1 NetworkPolicy': {
    fields: networkPolicy,
    alsoCalled: { protocols: 'ports', selector: 'podSelector' },
  },
  'policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy': {
    fields: objectWith({ priority: any, ...alphaRules }),
    alsoCalled: { protocols: 'ports', podSelector: 'subject' },
  },
  'policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy': {
    fields: objectWith(alphaRules),
    alsoCalled: { protocols: 'ports', podSelector: 'subject' },
  },
  'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy': {
    fields: objectWith({
      tier: any,
      priority: any,
      subject: clusterPods,
      ingress: { name: any, action: any, from: clusterPods, protocols },
      egress: { name: any, action: any, to: clusterPeer, protocols },
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
