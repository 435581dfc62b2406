import { Settings } from './readSettings';

/**
 * How one cluster is kept: what is said of it by its name, and otherwise what is said of all.
 */
export function settingsOfCluster(
  { cluster, clusters }: Pick<Settings, 'cluster' | 'clusters'>,
  name: string,
): Settings['cluster'] {
  const own = clusters.find(candidate => candidate.name === name);
  return {
    ...cluster,
    alwaysOn: own?.alwaysOn ?? cluster.alwaysOn,
    namespaces: own?.namespaces ?? cluster.namespaces,
  };
}
