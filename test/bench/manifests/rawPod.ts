import { Pod, PodOwner } from 'backstage-plugin-network-policy-common';
import {
  container,
  containerFields,
  containerStatus,
  volumes,
} from './container';
import { fieldNames, managedFields, serverMetadata } from './metadata';
import { addressesOfStatus, ownerReferences } from './plainPod';

const conditionTypes = [
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
] as const;

function managers({ labels, owner, addresses }: Pod) {
  const controller = (one: PodOwner | undefined) =>
    one ? `k:{"uid":"${serverMetadata(one.kind, one).uid}"}` : '.';
  return managedFields('v1', [
    {
      manager: 'kube-controller-manager',
      operation: 'Update',
      fields: {
        'f:metadata': {
          'f:annotations': { '.': {}, ...fieldNames(['checksum/config']) },
          'f:generateName': {},
          'f:labels': { '.': {}, ...fieldNames(Object.keys(labels)) },
          'f:ownerReferences': { '.': {}, [controller(owner)]: {} },
        },
        'f:spec': {
          'f:containers': {
            'k:{"name":"main"}': containerFields,
            'k:{"name":"log-agent"}': {
              '.': {},
              ...fieldNames(['image', 'name', 'resources', 'volumeMounts']),
            },
          },
          ...fieldNames([
            'dnsPolicy',
            'enableServiceLinks',
            'restartPolicy',
            'schedulerName',
            'securityContext',
            'terminationGracePeriodSeconds',
          ]),
          'f:volumes': {
            '.': {},
            'k:{"name":"config"}': {
              '.': {},
              'f:configMap': {
                '.': {},
                ...fieldNames(['defaultMode', 'name']),
              },
              'f:name': {},
            },
          },
        },
      },
    },
    {
      manager: 'kubelet',
      operation: 'Update',
      subresource: 'status',
      fields: {
        'f:status': {
          'f:conditions': Object.fromEntries(
            conditionTypes.map(type => [
              `k:{"type":"${type}"}`,
              {
                '.': {},
                ...fieldNames([
                  'lastProbeTime',
                  'lastTransitionTime',
                  'status',
                  'type',
                ]),
              },
            ]),
          ),
          ...fieldNames(['containerStatuses', 'hostIP', 'phase', 'startTime']),
          'f:podIPs': {
            '.': {},
            ...Object.fromEntries(
              addresses.map(ip => [`k:{"ip":"${ip}"}`, fieldNames(['ip'])]),
            ),
          },
        },
      },
    },
  ]);
}

/** A pod as an API server gives it, with all that verdicts do not depend on: 6 kB and more. */
export function rawPod(pod: Pod): object {
  const { namespace, name, labels, phase, hostNetwork, nodeName, owner } = pod;
  const status = phase === 'Running' ? 'True' : 'False';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      ...(owner && { generateName: `${owner.name}-` }),
      namespace,
      ...serverMetadata('Pod', pod),
      labels,
      annotations: { 'checksum/config': serverMetadata('Config', pod).uid },
      ...ownerReferences(pod),
      managedFields: managers(pod),
    },
    spec: {
      volumes,
      containers: [container('main', pod), container('log-agent', pod)],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      serviceAccountName: 'default',
      serviceAccount: 'default',
      ...(nodeName && { nodeName }),
      ...(hostNetwork && { hostNetwork }),
      securityContext: { fsGroup: 2000 },
      schedulerName: 'default-scheduler',
      tolerations: ['not-ready', 'unreachable'].map(condition => ({
        key: `node.kubernetes.io/${condition}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      })),
      priority: 0,
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
    },
    status: {
      phase,
      conditions: conditionTypes.map(type => ({
        type,
        status,
        lastProbeTime: null,
        lastTransitionTime: '2026-03-02T08:15:35Z',
      })),
      ...addressesOfStatus(pod),
      startTime: '2026-03-02T08:15:30Z',
      containerStatuses: [
        containerStatus('log-agent', pod),
        containerStatus('main', pod),
      ],
      qosClass: 'Burstable',
    },
  };
}
