import {
  BatchV1Api,
  CoreV1Api,
  KubeConfig,
  NetworkingV1Api,
} from '@kubernetes/client-node';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { environment } from './environment';

const kubeconfig = new KubeConfig();
kubeconfig.loadFromFile(environment.kubeconfig);
const core = kubeconfig.makeApiClient(CoreV1Api);
const batch = kubeconfig.makeApiClient(BatchV1Api);
const networking = kubeconfig.makeApiClient(NetworkingV1Api);

const ours = 'app.kubernetes.io/managed-by=backstage';

/** The policy as the cluster has it, or undefined. */
export async function findNetworkPolicy(namespace: string, name: string) {
  const { items } = await networking.listNamespacedNetworkPolicy({
    namespace,
    fieldSelector: `metadata.name=${name}`,
  });
  return items[0];
}

/** Everything of the cluster that carries the portal's mark, as kind/name, but what is still being deleted with its namespace. */
export async function listOurs(): Promise<string[]> {
  const found = await Promise.all([
    core.listNamespace({ labelSelector: ours }),
    core.listPodForAllNamespaces({ labelSelector: ours }),
    core.listServiceForAllNamespaces({ labelSelector: ours }),
    batch.listJobForAllNamespaces({ labelSelector: ours }),
    networking.listNetworkPolicyForAllNamespaces({ labelSelector: ours }),
  ]);
  const kinds = ['Namespace', 'Pod', 'Service', 'Job', 'NetworkPolicy'];
  return found.flatMap(({ items }, kind) =>
    items.map(
      ({ metadata }) =>
        `${kinds[kind]} ${metadata?.namespace ?? ''}/${metadata?.name}`,
    ),
  );
}

/** Runs one of the kubectl lines that the portal shows, word by word as shown, and returns what it prints. */
export async function runKubectlLine(line: string): Promise<string> {
  const [program, ...words] = line.split(' ');
  if (program !== 'kubectl' || !environment.kubectl) {
    throw new Error(`Not a line for kubectl, or no kubectl here: ${line}`);
  }
  const { stdout } = await promisify(execFile)(environment.kubectl, [
    '--kubeconfig',
    environment.kubeconfig,
    ...words,
  ]);
  return stdout;
}
