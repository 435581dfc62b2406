import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { ClusterCredential } from '../config/credentialSchema';
import { Settings } from '../config/readSettings';
import { ApiServer } from './ApiServer';
import { ClusterProxy } from './ClusterProxy';
import { ClusterWriter, ClusterWriting } from './ClusterWriter';
import { DirectApiServer } from './direct/DirectApiServer';
import { kubernetesEntries } from './direct/kubernetesEntries';
import { requireOwnAccount } from './direct/requireOwnAccount';
import { serverAddress } from './direct/serverAddress';
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
 * Chooses how the portal writes to each cluster: with the credential that is configured for it; through the kubernetes
 * plugin where that is configured for a demo; otherwise not at all.
 *
 * @throws InputError that names the key of a credential whose API server is not known, to whose API server a token must
 * not be sent, or that is the kubernetes plugin's own
 */
export function writersOf({
  plugin,
  settings,
  config,
  logger,
}: {
  plugin: KubernetesPlugin;
  settings: Pick<
    Settings,
    'writeThrough' | 'cluster' | 'clusters' | 'walkthrough'
  >;
  /** The whole configuration: addresses are in that of the kubernetes plugin. */
  config: Config;
  logger: LoggerService;
}): (cluster: { name: string; authProvider?: string }) => ClusterWriters {
  const entries = kubernetesEntries(config);
  const direct = (
    key: string,
    name: string,
    credential: ClusterCredential,
  ): [string, ClusterWriting] => {
    const entry = entries.get(name);
    const address = serverAddress(key, credential, { entry });
    // Behind plain HTTP is a proxy on this machine, which signs in by itself.
    if (address.url.startsWith('https:')) {
      requireOwnAccount(key, credential, entry);
    }
    const server = new DirectApiServer({
      key,
      credential,
      address,
      timeoutMs: settings.cluster.timeoutMs,
    });
    return [name, possible(server)];
  };
  const writers = new Map(
    settings.clusters.flatMap(({ name, writer }, index) =>
      writer
        ? [direct(`networkPolicy.clusters.${index}.writer`, name, writer)]
        : [],
    ),
  );
  const walkthroughs = new Map(
    settings.walkthrough.clusters.map(({ name, ...credential }, index) =>
      direct(`networkPolicy.walkthrough.clusters.${index}`, name, credential),
    ),
  );
  const isThroughPlugin = settings.writeThrough === 'kubernetes-plugin';
  if (isThroughPlugin) {
    logger.warn(
      "networkPolicy.writeThrough is kubernetes-plugin: the portal writes with the kubernetes plugin's own account, so everybody who has the permission kubernetes.proxy can do whatever that account can. Use it for demos only; networkPolicy.clusters[].writer is a credential that this backend alone holds",
    );
  }
  const canWrite = isThroughPlugin || writers.size > 0;
  if (canWrite && !config.getOptionalBoolean('permission.enabled')) {
    logger.warn(
      'permission.enabled is not true, so every signed-in person can share, revoke and probe for every owner, wherever a namespace consents. Turn permissions on, and let only owners do so',
    );
  }
  return cluster => {
    const instead = isThroughPlugin
      ? possible(new ClusterProxy(plugin, cluster))
      : undefined;
    return {
      writing:
        writers.get(cluster.name) ??
        instead ??
        impossible(
          `Cluster ${cluster.name} is read only here: the portal holds no credential that may write to it (networkPolicy.clusters[].writer)`,
        ),
      walkthrough:
        walkthroughs.get(cluster.name) ??
        instead ??
        impossible(
          `The walkthrough cannot change cluster ${cluster.name}: the portal holds no credential for it. Set networkPolicy.walkthrough.clusters[]`,
        ),
    };
  };
}

function possible(server: ApiServer): ClusterWriting {
  return { possible: true, writer: new ClusterWriter(server) };
}

function impossible(because: string): ClusterWriting {
  return { possible: false, because };
}
