import {
  ClusterSnapshot,
  Parsed,
  parseNamespace,
  parseNetworkPolicy,
  parsePod,
  parseService,
} from 'backstage-plugin-network-policy-common';
import { ClusterAnswer, describeFailure } from '../clusters/clusterFailure';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { kubernetesObjectSchema } from '../clusters/kubernetesObject';
import { describeObject, resources, ResourceType } from '../clusters/resources';

/**
 * A cluster as it was read, or why it could not be.
 */
export type SnapshotAnswer =
  | { state: 'read'; asOf: string; snapshot: ClusterSnapshot }
  | { state: 'unreachable' | 'forbidden'; asOf: string; message: string };

/**
 * Reads what decides about connections, of the whole cluster: a policy of any namespace may matter to any other.
 *
 * Namespaces, pods and policies must all be readable, or there would be verdicts that are wrong without a sign of it.
 * Services only lend the verdicts their ports.
 */
export async function readSnapshot(
  cluster: EvaluableCluster,
): Promise<SnapshotAnswer> {
  const asOf = new Date().toISOString();
  const { client, name } = cluster;
  const [namespaces, pods, services, networkPolicies] = await Promise.all([
    client.list(resources.namespaces),
    client.list(resources.pods),
    client.list(resources.services),
    client.list(resources.networkPolicies),
  ]);

  const failed = firstFailure([
    [resources.namespaces, namespaces],
    [resources.pods, pods],
    [resources.networkPolicies, networkPolicies],
  ]);
  if (failed) {
    const { type, failure } = failed;
    const refused =
      failure.kind === 'forbidden' || failure.kind === 'unauthorized';
    const sentence = describeFailure(name, `list ${type.plural}`, failure);
    return {
      state: refused ? 'forbidden' : 'unreachable',
      asOf,
      message: refused
        ? `${sentence}. Give the portal's service account the rights of docs/rbac.yaml`
        : sentence,
    };
  }

  const notEvaluated = new Array<string>();
  if (!services.ok) {
    const sentence = describeFailure(name, 'list services', services.failure);
    notEvaluated.push(
      `${sentence}. The ports are those that the containers declare`,
    );
  }
  const parse = <T>(
    type: ResourceType,
    answer: ClusterAnswer<unknown[]>,
    parseOne: (raw: unknown) => Parsed<T>,
  ): T[] =>
    (answer.ok ? answer.value : []).flatMap(raw => {
      const parsed = parseOne(raw);
      if (parsed.ok) {
        return [parsed.value];
      }
      notEvaluated.push(notUnderstood(type, raw, parsed.problems));
      return [];
    });

  return {
    state: 'read',
    asOf,
    snapshot: {
      namespaces: parse(resources.namespaces, namespaces, parseNamespace),
      pods: parse(resources.pods, pods, parsePod),
      services: parse(resources.services, services, parseService),
      networkPolicies: parse(
        resources.networkPolicies,
        networkPolicies,
        parseNetworkPolicy,
      ),
      notEvaluated,
    },
  };
}

function firstFailure(
  answers: readonly (readonly [ResourceType, ClusterAnswer<unknown[]>])[],
) {
  for (const [type, answer] of answers) {
    if (!answer.ok) {
      return { type, failure: answer.failure };
    }
  }
  return undefined;
}

function notUnderstood(
  type: ResourceType,
  raw: unknown,
  problems: readonly { path: string; message: string }[],
): string {
  const object = kubernetesObjectSchema.safeParse(raw);
  const which = object.success
    ? describeObject(type, object.data.metadata)
    : `A ${type.kind} without a name`;
  const [problem] = problems;
  const why = problem ? `: ${problem.path} ${problem.message}` : '';
  return `${which} was not understood and is left out${why}`;
}
