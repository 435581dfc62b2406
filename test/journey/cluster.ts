import { KubeConfig } from '@kubernetes/client-node';
import { execFile } from 'node:child_process';
import { get, RequestOptions } from 'node:https';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { z } from 'zod';
import { environment } from './environment';

const kubeconfig = new KubeConfig();
kubeconfig.loadFromFile(environment.kubeconfig);

const listSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        namespace: z.string().optional(),
        annotations: z.record(z.string(), z.string()).default({}),
      }),
      spec: z.unknown(),
    }),
  ),
});

/** Lists objects as the API server writes them: the client library's own methods rename fields. */
async function list(path: string, query: Record<string, string>) {
  const options: RequestOptions = {};
  await kubeconfig.applyToHTTPSOptions(options);
  const url = new URL(path, kubeconfig.getCurrentCluster()?.server);
  url.search = String(new URLSearchParams(query));
  const body = await new Promise<unknown>((resolve, reject) => {
    get(url, options, response => json(response).then(resolve, reject)).on(
      'error',
      reject,
    );
  });
  return listSchema.parse(body).items;
}

/** The policy as the cluster has it, or undefined. */
export async function findNetworkPolicy(namespace: string, name: string) {
  const [policy] = await list(
    `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`,
    { fieldSelector: `metadata.name=${name}` },
  );
  return policy;
}

/** Whether there is a namespace of that name. */
export async function namespaceExists(name: string): Promise<boolean> {
  const found = await list('/api/v1/namespaces', {
    fieldSelector: `metadata.name=${name}`,
  });
  return found.length === 1;
}

const kinds = {
  Namespace: '/api/v1/namespaces',
  Pod: '/api/v1/pods',
  Service: '/api/v1/services',
  Job: '/apis/batch/v1/jobs',
  NetworkPolicy: '/apis/networking.k8s.io/v1/networkpolicies',
};

/** Everything in the cluster that carries the portal's mark, as "Kind namespace/name". */
export async function listOurs(): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(kinds).map(async ([kind, path]) => {
      const items = await list(path, {
        labelSelector: 'app.kubernetes.io/managed-by=backstage',
      });
      return items.map(
        ({ metadata: { namespace = '', name } }) =>
          `${kind} ${namespace}/${name}`,
      );
    }),
  );
  return found.flat();
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
