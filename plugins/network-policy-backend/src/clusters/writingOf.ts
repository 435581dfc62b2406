import { Settings } from '../config/readSettings';
import { ClusterProxy } from './ClusterProxy';
import { ClusterWriter, ClusterWriting } from './ClusterWriter';
import { KubernetesPlugin } from './KubernetesPlugin';

/**
 * How the portal writes to a cluster: through the kubernetes plugin where that is configured for a demo, and otherwise
 * not at all.
 */
export function writingOf(
  plugin: KubernetesPlugin,
  { writeThrough }: Pick<Settings, 'writeThrough'>,
): (cluster: { name: string; authProvider?: string }) => ClusterWriting {
  return cluster =>
    writeThrough === 'kubernetes-plugin'
      ? {
          possible: true,
          writer: new ClusterWriter(new ClusterProxy(plugin, cluster)),
        }
      : {
          possible: false,
          because: `The portal holds no writer for cluster ${cluster.name}, so that it is read only here; set networkPolicy.clusters[].writer, or propose a pull request`,
        };
}
