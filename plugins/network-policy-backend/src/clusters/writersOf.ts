import { Settings } from '../config/readSettings';
import { ClusterProxy } from './ClusterProxy';
import { ClusterWriter, ClusterWriting } from './ClusterWriter';
import { KubernetesPlugin } from './KubernetesPlugin';

/**
 * What the portal may write to one cluster, by credential.
 */
export interface ClusterWriters {
  /** Policies and probe Jobs. */
  writing: ClusterWriting;
  /** The example service of the walkthrough, which has a credential of its own. */
  walkthrough: ClusterWriting;
}

/**
 * How the portal writes to a cluster: through the kubernetes plugin where that is configured for a demo, and otherwise
 * not at all.
 */
export function writersOf(
  plugin: KubernetesPlugin,
  { writeThrough }: Pick<Settings, 'writeThrough'>,
): (cluster: { name: string; authProvider?: string }) => ClusterWriters {
  return cluster => {
    if (writeThrough === 'kubernetes-plugin') {
      const writer = new ClusterWriter(new ClusterProxy(plugin, cluster));
      const writing: ClusterWriting = { possible: true, writer };
      return { writing, walkthrough: writing };
    }
    return {
      writing: {
        possible: false,
        because: `The portal holds no writer for cluster ${cluster.name}, so that it is read only here; set networkPolicy.clusters[].writer, or propose a pull request`,
      },
      walkthrough: {
        possible: false,
        because: `The portal holds no credential with which the walkthrough could be deployed to cluster ${cluster.name}; set networkPolicy.walkthrough.clusters[]`,
      },
    };
  };
}
