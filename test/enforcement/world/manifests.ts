import {
  DeclaredPod,
  DeclaredService,
  NamespaceKey,
  servedPorts,
} from './declared';

const image = 'registry.k8s.io/e2e-test-images/agnhost:2.53';

/** The namespaces of a run: the three of the policies, one for the control, one for the pod in its node's network. */
export type AnyNamespaceKey = NamespaceKey | 'control' | 'node';

const serve = `for port; do
  /agnhost serve-hostname --http=false --tcp --udp --port="$port" >/dev/null 2>&1 &
done
wait`;

const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};

export const namespaceManifest = (
  name: string,
  labels: Record<string, string>,
  level: 'restricted' | 'privileged',
) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: { ...labels, 'pod-security.kubernetes.io/enforce': level },
  },
});

// What ends a pod of a run that was killed.
const longestRun = 3600;

const pod = (
  metadata: object,
  containers: readonly object[],
  more: object = {},
) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: {
    activeDeadlineSeconds: longestRun,
    terminationGracePeriodSeconds: 0,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 65534,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: containers.map(container => ({
      image,
      securityContext: restricted,
      ...container,
    })),
    ...more,
  },
});

const server = (ports: readonly object[]) => ({
  name: 'main',
  command: ['sh', '-c', serve, 'serve', ...servedPorts.map(String)],
  ports,
});

/** A pod that answers with its name on every served port. */
export const podManifest = (
  namespace: string,
  { name, labels, ports, morePorts }: Omit<DeclaredPod, 'namespace'>,
) =>
  pod({ name, namespace, labels }, [
    server(ports),
    ...(morePorts ? [{ name: 'more', args: ['pause'], ports: morePorts }] : []),
  ]);

/** A pod that only asks, in the network of a node. */
export const nodePodManifest = (
  namespace: string,
  name: string,
  nodeName: string,
) =>
  pod({ name, namespace }, [{ name: 'main', args: ['pause'] }], {
    hostNetwork: true,
    nodeName,
  });

export const serviceManifest = (
  namespace: string,
  { name, selector, protocol, port, targetPort }: DeclaredService,
) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { selector, ports: [{ protocol, port, targetPort }] },
});
