import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { ApiError, ask } from '../cluster/api';
import { PodReference } from '../cluster/podShell';
import {
  declaredPods,
  DeclaredService,
  declaredServices,
  namespaceKeys,
  namespaceLabels,
} from './declared';
import {
  AnyNamespaceKey,
  namespaceManifest,
  nodePodManifest,
  podManifest,
  serviceManifest,
} from './manifests';

const longestStart = 180_000;

/** The namespaces of this run have names of their own, so that it need not wait until those of the last one are gone. */
const run = (Date.now() % 36 ** 5).toString(36);

export const namespaceName = (key: AnyNamespaceKey) => `verdicts-${run}-${key}`;

/** Whether a namespace is one of this run. */
export const isOurs = (name: string) => name.startsWith(`verdicts-${run}-`);

/** The pod in the network of the node that the first of the pods runs on. */
export const nodePod: PodReference = {
  namespace: namespaceName('node'),
  name: 'node',
};

/** One pod of the control asks the other one. */
export const control = {
  namespace: namespaceName('control'),
  asking: 'asking',
  answering: 'answering',
};

/** What is known of the world only when it is there. */
export interface World {
  /** The cluster addresses of the Services, by their names. */
  serviceAddresses: ReadonlyMap<string, string>;
  /** The addresses of the pods, in the order in which they are declared. */
  podAddresses: readonly string[];
  /** Where the control answers. */
  controlAddress: string;
}

const serviceSchema = z.object({ spec: z.object({ clusterIP: z.string() }) });

const podSchema = z.object({
  spec: z.object({ nodeName: z.string().optional() }),
  status: z.object({
    phase: z.string(),
    podIP: z.string().optional(),
    conditions: z
      .array(z.object({ type: z.string(), status: z.string() }))
      .default([]),
  }),
});

/** Waits until a pod is ready, and says where it runs. */
async function readyPod({ namespace, name }: PodReference) {
  const end = Date.now() + longestStart;
  for (;;) {
    const { spec, status } = podSchema.parse(
      await ask('GET', `/api/v1/namespaces/${namespace}/pods/${name}`),
    );
    const ready = status.conditions.some(
      condition => condition.type === 'Ready' && condition.status === 'True',
    );
    if (ready && spec.nodeName && status.podIP) {
      return { nodeName: spec.nodeName, address: status.podIP };
    }
    if (Date.now() > end) {
      throw new Error(
        `${namespace}/${name} is not ready: ${JSON.stringify(status)}`,
      );
    }
    await wait(200);
  }
}

/** Creates a pod; a namespace's default service account, which it needs, comes a little later than the namespace. */
async function createPod(namespace: string, manifest: object): Promise<void> {
  const end = Date.now() + longestStart;
  for (;;) {
    try {
      await ask('POST', `/api/v1/namespaces/${namespace}/pods`, manifest);
      return;
    } catch (error) {
      const early =
        error instanceof ApiError &&
        error.status === 403 &&
        error.message.includes('serviceaccount');
      if (!early || Date.now() > end) throw error;
      await wait(100);
    }
  }
}

const createNamespace = (manifest: object) =>
  ask('POST', '/api/v1/namespaces', manifest);

const createNamespaces = () =>
  Promise.all([
    ...namespaceKeys.map(key =>
      createNamespace(
        namespaceManifest(
          namespaceName(key),
          namespaceLabels[key],
          'restricted',
        ),
      ),
    ),
    createNamespace(namespaceManifest(control.namespace, {}, 'restricted')),
    createNamespace(namespaceManifest(nodePod.namespace, {}, 'privileged')),
  ]);

async function createService(service: DeclaredService) {
  const namespace = namespaceName(service.namespace);
  const { spec } = serviceSchema.parse(
    await ask(
      'POST',
      `/api/v1/namespaces/${namespace}/services`,
      serviceManifest(namespace, service),
    ),
  );
  return [service.name, spec.clusterIP] as const;
}

/** Creates a pod that answers, and waits until it is ready. */
async function createServer(
  namespace: string,
  pod: Parameters<typeof podManifest>[1],
) {
  await createPod(namespace, podManifest(namespace, pod));
  return readyPod({ namespace, name: pod.name });
}

const createControl = (name: string) =>
  createServer(control.namespace, { name, labels: { name }, ports: [] });

/** Creates everything, and returns when all pods are ready. */
export async function createWorld(): Promise<World> {
  await createNamespaces();
  const [services, answering, , pods] = await Promise.all([
    Promise.all(declaredServices.map(createService)),
    createControl(control.answering),
    createControl(control.asking),
    Promise.all(
      declaredPods.map(pod => createServer(namespaceName(pod.namespace), pod)),
    ),
  ]);
  await createPod(
    nodePod.namespace,
    nodePodManifest(nodePod.namespace, nodePod.name, pods[0].nodeName),
  );
  await readyPod(nodePod);
  return {
    serviceAddresses: new Map(services),
    podAddresses: pods.map(({ address }) => address),
    controlAddress: answering.address,
  };
}

/** Deletes everything, without waiting until it is gone. */
export async function removeWorld(): Promise<void> {
  const keys: AnyNamespaceKey[] = [...namespaceKeys, 'control', 'node'];
  await Promise.all(
    keys.map(async key => {
      try {
        await ask('DELETE', `/api/v1/namespaces/${namespaceName(key)}`);
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 404)) throw error;
      }
    }),
  );
}
