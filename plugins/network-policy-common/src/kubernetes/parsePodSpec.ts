import { z } from 'zod';
import { ContainerPort } from './clusterSnapshot';
import { optional } from './metadata';
import { portNameSchema, portNumberSchema, protocolSchema } from './parsePort';

// Kubernetes wants a number; a port without one is none to connect to.
const containerPortSchema = z
  .object({
    name: portNameSchema,
    protocol: protocolSchema,
    containerPort: portNumberSchema.nullish(),
  })
  .transform(({ name, protocol, containerPort }): ContainerPort[] =>
    containerPort ? [{ ...(name && { name }), protocol, containerPort }] : [],
  );

const portsSchema = optional(z.array(containerPortSchema), []).transform(
  ports => ports.flat(),
);

const containersSchema = optional(
  z.array(z.object({ ports: portsSchema })),
  [],
);

const initContainersSchema = optional(
  z.array(
    z.object({ ports: portsSchema, restartPolicy: z.string().nullish() }),
  ),
  [],
);

/** What counts of the spec of a pod, or of the template of one. */
export const podSpecSchema = z
  .object({
    hostNetwork: optional(z.boolean(), false),
    nodeName: z.string().nullish(),
    containers: containersSchema,
    initContainers: initContainersSchema,
  })
  .transform(({ hostNetwork, nodeName, containers, initContainers }) => ({
    hostNetwork,
    nodeName: nodeName || undefined,
    ports: [
      ...containers,
      // An init container that restarts always is a sidecar: it runs as long as the pod does, and its ports count.
      ...initContainers.filter(
        ({ restartPolicy }) => restartPolicy === 'Always',
      ),
    ].flatMap(({ ports }) => ports),
  }));
