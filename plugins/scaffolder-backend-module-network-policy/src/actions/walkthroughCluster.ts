import { InputError } from '@backstage/errors';
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
  const clusters = (
    await api.call(context, (client, options) => client.listClusters(options))
  ).filter(({ evaluable }) => evaluable);
  if (clusters.length === 1) {
    return clusters[0].name;
  }
  throw new InputError(
    clusters.length
      ? `Say which cluster is meant: ${clusters
          .map(({ name }) => name)
          .join(', ')}`
      : 'The portal knows no cluster that it can use by itself',
  );
}
