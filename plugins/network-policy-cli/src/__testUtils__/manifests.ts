/** A pod of a manifest. */
export function podOf(
  name: string,
  {
    namespace = 'default',
    labels = { app: name },
    ports = [],
    status,
    hostNetwork,
    nodeName,
    owner,
  }: {
    namespace?: string;
    labels?: Record<string, string>;
    ports?: { name?: string; containerPort: number; protocol?: string }[];
    status?: { phase: string; podIP?: string };
    hostNetwork?: boolean;
    nodeName?: string;
    owner?: { kind: string; name: string };
  } = {},
) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels,
      ...(owner && {
        ownerReferences: [{ ...owner, controller: true, uid: owner.name }],
      }),
    },
    spec: { containers: [{ name: 'main', ports }], hostNetwork, nodeName },
    status,
  };
}

/** A Service of a manifest. */
export function serviceOf(
  name: string,
  ports: { name?: string; port: number; targetPort?: number | string }[],
  selector: Record<string, string> | undefined = { app: name },
) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: { selector, ports },
  };
}

/** A NetworkPolicy of a manifest, in `default`. */
export function policyOf(name: string, spec: object) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'default' },
    spec,
  };
}
