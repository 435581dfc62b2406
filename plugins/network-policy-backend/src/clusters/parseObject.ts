import { ClusterAnswer, unreachable } from './clusterFailure';
import { KubernetesObject, kubernetesObjectSchema } from './kubernetesObject';

/** An object as the API server answered it. */
export function parseObject(body: unknown): ClusterAnswer<KubernetesObject> {
  const parsed = kubernetesObjectSchema.safeParse(body);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : notUnderstood('an object');
}

/** An answer that is not what an API server answers. */
export function notUnderstood(expected: string): ClusterAnswer<never> {
  return {
    ok: false,
    failure: unreachable(`answered with something that is not ${expected}`),
  };
}
