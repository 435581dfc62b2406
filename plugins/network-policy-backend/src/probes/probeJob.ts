import { ProbeRequest } from 'backstage-plugin-network-policy-node';
import { Settings } from '../config/readSettings';
import { Manifest } from '../clusters/kubernetesObject';
import { resources } from '../clusters/resources';
import { hostAndPort } from '../targets/chooseTarget';
import { probeJobName } from '../targets/probeLabels';

/** Names of the containers; each takes one step. */
export const probeSteps = ['service', 'pod'] as const;

export type ProbeStep = (typeof probeSteps)[number];

/** A user that owns nothing: the image's own one is root. */
const NOBODY = 65534;

/** Meshes would put a proxy into the pod, and the probe would prove the proxy's rules. */
const withoutMesh = {
  'sidecar.istio.io/inject': 'false',
  'linkerd.io/inject': 'disabled',
};

/**
 * Where DNS is blocked, the default of five seconds and two attempts for each of four names takes longer than a probe
 * may: it would end as one that did not run. The full name is asked for first.
 */
const QUICK_DNS = {
  options: [
    { name: 'ndots', value: '1' },
    { name: 'timeout', value: '1' },
    { name: 'attempts', value: '2' },
  ],
};

/**
 * The Job of one probe. It meets Pod Security "restricted", holds no credentials, and the cluster ends and removes it
 * by itself if the portal does not.
 */
export function buildProbeJob(
  request: ProbeRequest,
  settings: Settings['probes'],
) {
  const { runId, sourceNamespace, labels } = request;
  const { deadlineSeconds } = settings;
  const { kind, apiVersion } = resources.jobs;
  return {
    apiVersion,
    kind,
    metadata: {
      name: probeJobName(runId),
      namespace: sourceNamespace,
      labels,
    },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: deadlineSeconds,
      ttlSecondsAfterFinished: 60,
      template: {
        metadata: { labels, annotations: withoutMesh },
        spec: {
          restartPolicy: 'Never',
          activeDeadlineSeconds: deadlineSeconds,
          terminationGracePeriodSeconds: 1,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          dnsConfig: QUICK_DNS,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: NOBODY,
            runAsGroup: NOBODY,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: stepsOf(request, settings).map(({ step, address }) =>
            container(step, address, request.timeoutMs, settings.image),
          ),
        },
      },
    },
  } satisfies Manifest;
}

function stepsOf(
  { target }: ProbeRequest,
  { clusterDomain }: Settings['probes'],
): { step: ProbeStep; address: string }[] {
  const { serviceHost, servicePort, podAddress, port } = target;
  return [
    ...(serviceHost !== undefined
      ? [
          {
            step: 'service' as const,
            // The dot at the end: no search domain of a node may lead the name elsewhere.
            address: `${serviceHost}.${clusterDomain}.:${servicePort ?? port}`,
          },
        ]
      : []),
    ...(podAddress !== undefined
      ? [{ step: 'pod' as const, address: hostAndPort(podAddress, port) }]
      : []),
  ];
}

function container(
  name: ProbeStep,
  address: string,
  timeoutMs: number,
  image: string,
) {
  return {
    name,
    image,
    command: ['/agnhost'],
    args: [
      'connect',
      `--timeout=${timeoutMs / 1000}s`,
      '--protocol=tcp',
      address,
    ],
    terminationMessagePolicy: 'FallbackToLogsOnError',
    resources: {
      requests: { cpu: '10m', memory: '16Mi' },
      limits: { cpu: '100m', memory: '64Mi' },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  };
}
