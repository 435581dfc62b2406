import { Pod } from 'backstage-plugin-network-policy-common';
import { fieldNames, serverMetadata } from './metadata';

const plainVariables = [
  'LOG_LEVEL',
  'HTTP_PORT',
  'DATABASE_URL',
  'CACHE_URL',
  'TRACING_ENDPOINT',
  'FEATURE_FLAGS',
] as const;

function environment(namespace: string) {
  return [
    ...plainVariables.map(name => ({
      name,
      value: `${name.toLowerCase().replaceAll('_', '-')}.${namespace}.example`,
    })),
    {
      name: 'DATABASE_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'database', key: 'password' } },
    },
    {
      name: 'POD_NAME',
      valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
    },
    {
      name: 'POD_IP',
      valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } },
    },
  ];
}

const tokenMount = {
  name: 'kube-api-access',
  readOnly: true,
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
};

function probe(path: string, delay: number) {
  return {
    httpGet: { path, port: 8080, scheme: 'HTTP' },
    initialDelaySeconds: delay,
    timeoutSeconds: 2,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  };
}

/** A container of a pod as a Deployment of a company has it; the ports of the pod are those of `main`. */
export function container(name: string, pod: Pod) {
  return {
    name,
    image: `registry.example.com/${pod.namespace}/${name}:1.27.3`,
    ...(name === 'main' && pod.ports.length > 0 && { ports: pod.ports }),
    env: name === 'main' ? environment(pod.namespace) : [],
    resources: {
      limits: { cpu: '500m', memory: '512Mi' },
      requests: { cpu: '50m', memory: '256Mi' },
    },
    volumeMounts: [{ name: 'config', mountPath: '/etc/app' }, tokenMount],
    ...(name === 'main' && {
      livenessProbe: probe('/healthz', 15),
      readinessProbe: probe('/ready', 5),
    }),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
    securityContext: {
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

/** The volumes that the containers mount. */
export const volumes = [
  { name: 'config', configMap: { name: 'app-config', defaultMode: 420 } },
  {
    name: 'kube-api-access',
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        {
          configMap: {
            name: 'kube-root-ca.crt',
            items: [{ key: 'ca.crt', path: 'ca.crt' }],
          },
        },
        {
          downwardAPI: {
            items: [
              {
                path: 'namespace',
                fieldRef: {
                  apiVersion: 'v1',
                  fieldPath: 'metadata.namespace',
                },
              },
            ],
          },
        },
      ],
      defaultMode: 420,
    },
  },
];

/** What the kubelet says of a container. */
export function containerStatus(name: string, pod: Pod) {
  const image = `registry.example.com/${pod.namespace}/${name}`;
  const { uid } = serverMetadata('Image', { name: image });
  const digest = uid.replaceAll('-', '').repeat(2);
  const running = pod.phase === 'Running';
  return {
    name,
    state: running
      ? { running: { startedAt: '2026-03-02T08:15:34Z' } }
      : { waiting: { reason: 'ContainerCreating' } },
    lastState: {},
    ready: running,
    restartCount: 0,
    image: `${image}:1.27.3`,
    imageID: `${image}@sha256:${digest}`,
    containerID: `containerd://${digest}`,
    started: running,
  };
}

/** The fields of a container that its controller wrote. */
export const containerFields = {
  '.': {},
  ...fieldNames([
    'image',
    'imagePullPolicy',
    'livenessProbe',
    'name',
    'ports',
    'readinessProbe',
    'resources',
    'securityContext',
    'terminationMessagePath',
    'terminationMessagePolicy',
  ]),
  'f:env': {
    '.': {},
    ...Object.fromEntries(
      plainVariables.map(name => [
        `k:{"name":"${name}"}`,
        { '.': {}, ...fieldNames(['name', 'value']) },
      ]),
    ),
  },
};
