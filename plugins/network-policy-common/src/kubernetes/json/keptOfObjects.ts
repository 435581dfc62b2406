import { eachOf, fieldsOf, Kept, KeptFields, whole } from './KeptFields';

/*
 * The fields that the readers of objects look at, of all kinds together: the kind of an object may come after its other
 * fields. A field that a reader begins to look at must be added here. A test compares what is read of whole objects.
 */

const ports = eachOf(
  fieldsOf({
    name: whole,
    protocol: whole,
    containerPort: whole,
  }),
);

const podFields = {
  hostNetwork: whole,
  nodeName: whole,
  containers: eachOf(fieldsOf({ ports })),
  initContainers: eachOf(fieldsOf({ ports, restartPolicy: whole })),
};

const template = fieldsOf({
  metadata: fieldsOf({ labels: whole }),
  spec: fieldsOf(podFields),
});

const metadata = fieldsOf({
  name: whole,
  namespace: whole,
  labels: whole,
  annotations: whole,
  ownerReferences: eachOf(
    fieldsOf({ controller: whole, kind: whole, name: whole }),
  ),
  resourceVersion: whole,
  uid: whole,
  creationTimestamp: whole,
  // Without the fields that each manager owns, which are most of an object.
  managedFields: eachOf(
    fieldsOf({ manager: whole, time: whole, subresource: whole }),
  ),
  // Of a page of a list.
  continue: whole,
});

const spec = fieldsOf({
  ...podFields,
  // Workloads.
  replicas: whole,
  parallelism: whole,
  template,
  jobTemplate: fieldsOf({ spec: fieldsOf({ template }) }),
  // Services.
  type: whole,
  clusterIP: whole,
  selector: whole,
  ports: eachOf(
    fieldsOf({ name: whole, protocol: whole, port: whole, targetPort: whole }),
  ),
  // Policies, of which fields that are not known count too.
  podSelector: whole,
  policyTypes: whole,
  ingress: whole,
  egress: whole,
  tier: whole,
  priority: whole,
  subject: whole,
});

const status = fieldsOf({
  phase: whole,
  podIP: whole,
  podIPs: whole,
  // Nodes.
  addresses: eachOf(fieldsOf({ type: whole, address: whole })),
});

/** What is kept of an object of any kind, or of a list of some. */
class KeptOfObjects implements Kept {
  readonly fields: KeptFields;
  readonly each = this;

  constructor() {
    this.fields = new KeptFields({
      apiVersion: whole,
      kind: whole,
      metadata,
      spec,
      status,
      items: eachOf(this),
      // EndpointSlices.
      addressType: whole,
      endpoints: eachOf(fieldsOf({ addresses: whole, conditions: whole })),
      ports: whole,
    });
  }
}

/** What is kept of an object of any kind, or of a list of some. */
export const keptOfObjects = new KeptOfObjects();
