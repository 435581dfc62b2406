import { InputError, NotAllowedError, ResponseError } from '@backstage/errors';
import { Initiated, InitiatorApi } from '../client/initiatorApi';

/**
 * The cluster that is meant: the one that is named, or the only one that can be used.
 *
 * @throws InputError that lists the clusters when none is named and there is no only one
 */
export async function walkthroughCluster(
  api: InitiatorApi,
  context: Initiated,
  named: string | undefined,
): Promise<string> {
  if (named) {
    return named;
  }
  const listed = await api
    .call(context, (client, options) => client.listClusters(options))
    .catch((error: unknown) => {
      if (error instanceof ResponseError && error.statusCode === 403) {
        throw new NotAllowedError(
          'You do not have the permission to list clusters. Name the cluster in the input "cluster".',
        );
      }
      throw error;
    });
  const clusters = listed.filter(({ evaluable }) => evaluable);
  if (clusters.length === 1) {
    return clusters[0].name;
  }
  throw new InputError(
    clusters.length
      ? `Name one of these clusters in the input "cluster": ${clusters
          .map(({ name }) => name)
          .join(', ')}`
      : 'The portal has no cluster that it can read by itself',
  );
}
