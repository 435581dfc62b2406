import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ClusterDirectory } from '../clusters/ClusterDirectory';
import { ProbeRunStore } from './ProbeRunStore';

/** So many entities are asked for at once. */
const PAGE = 200;

/** A catalog that is filled again, or a cluster that is renamed back, gets its runs back within this time. */
const GRACE_MS = 24 * 60 * 60 * 1000;

/**
 * Deletes the runs of entities that the catalog no longer has, and of clusters that the kubernetes plugin no longer
 * lists, when they have been gone for a day. A catalog or plugin that does not answer deletes nothing: the error ends
 * the task before anything is marked.
 *
 * @throws what the catalog, the kubernetes plugin and the store throw.
 */
export async function forgetGone(
  sources: {
    store: Pick<ProbeRunStore, 'subjects' | 'markGone' | 'deleteGone'>;
    catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
    clusters: Pick<ClusterDirectory, 'list'>;
    auth: Pick<AuthService, 'getOwnServiceCredentials'>;
    logger: LoggerService;
  },
  signal: AbortSignal,
): Promise<void> {
  const { store, logger } = sources;
  await markClusters(sources);
  await markEntities(sources, signal);
  const deleted = await store.deleteGone(GRACE_MS, signal);
  if (deleted > 0) {
    logger.info(
      `${deleted} probe runs of entities or clusters that are gone were deleted`,
    );
  }
}

async function markClusters({
  store,
  clusters,
}: Parameters<typeof forgetGone>[0]): Promise<void> {
  const known = new Set((await clusters.list()).map(({ name }) => name));
  // No cluster at all is a mistake of the configuration more often than the truth.
  if (known.size === 0) {
    return;
  }
  const names = await store.subjects('cluster', { after: '', limit: 10_000 });
  await store.markGone('cluster', {
    gone: names.filter(name => !known.has(name)),
    present: names.filter(name => known.has(name)),
  });
}

async function markEntities(
  { store, catalog, auth }: Parameters<typeof forgetGone>[0],
  signal: AbortSignal,
): Promise<void> {
  let refs = await store.subjects('entity', { after: '', limit: PAGE });
  while (refs.length > 0 && !signal.aborted) {
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: ['kind', 'metadata.name'] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const present = refs.filter((_, index) => items[index]);
    const gone = refs.filter((_, index) => !items[index]);
    await store.markGone('entity', { gone, present });
    const after = refs[refs.length - 1];
    refs = await store.subjects('entity', { after, limit: PAGE });
  }
}
