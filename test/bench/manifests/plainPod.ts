import { Pod } from 'backstage-plugin-network-policy-common';
import { serverMetadata } from './metadata';

/** What made a pod, as its metadata says it. */
export function ownerReferences({ owner, namespace }: Pod) {
  return owner
    ? {
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: owner.kind,
            name: owner.name,
            uid: serverMetadata(owner.kind, { namespace, name: owner.name })
              .uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      }
    : {};
}

/** The addresses of a pod and of its node, as its status says them. Some analysers refuse a pod without a node's. */
export function addressesOfStatus({ addresses }: Pod) {
  return addresses.length > 0
    ? {
        hostIP: '172.16.0.1',
        podIP: addresses[0],
        podIPs: addresses.map(ip => ({ ip })),
      }
    : {};
}

/** A pod with nothing but what verdicts depend on, as other analysers read it. */
export function plainPod(pod: Pod): object {
  const { namespace, name, labels, phase, hostNetwork, ports, nodeName } = pod;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, ...ownerReferences(pod) },
    spec: {
      ...(hostNetwork && { hostNetwork }),
      ...(nodeName && { nodeName }),
      containers: [
        {
          name: 'main',
          image: 'registry.example.com/main:1.0.0',
          ...(ports.length > 0 && { ports }),
        },
      ],
    },
    status: { phase, ...addressesOfStatus(pod) },
  };
}
