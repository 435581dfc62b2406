import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { networkPolicyPermissions } from 'backstage-plugin-network-policy-common';
import {
  networkPolicyProberExtensionPoint,
  Prober,
} from 'backstage-plugin-network-policy-node';
import { randomUUID } from 'node:crypto';
import { ClusterDirectory } from './clusters/ClusterDirectory';
import { KubernetesPlugin } from './clusters/KubernetesPlugin';
import { readSettings } from './config/readSettings';
import { EntityLoader } from './entities/EntityLoader';
import { ExposureService } from './exposures/ExposureService';
import { DatabaseOwnRuns } from './probes/database/DatabaseOwnRuns';
import { DatabaseProbeRunStore } from './probes/database/DatabaseProbeRunStore';
import { openDatabase } from './probes/database/openDatabase';
import { JobProber } from './probes/JobProber';
import { ProbeService } from './probes/ProbeService';
import { ProbeUpkeep } from './probes/ProbeUpkeep';
import { ReachService } from './reach/ReachService';
import { createRouter } from './service/createRouter';
import { WalkthroughService } from './walkthrough/WalkthroughService';

/**
 * Backend of the network-policy plugin: who can reach a service, whether it is really so, and the policies that open
 * it.
 *
 * @public
 */
export const networkPolicyPlugin = createBackendPlugin({
  pluginId: 'network-policy',
  register(registration) {
    let ownProber: Prober | undefined;
    registration.registerExtensionPoint(networkPolicyProberExtensionPoint, {
      setProber(prober) {
        if (ownProber) {
          throw new Error('A prober has been set already; there can be one');
        }
        ownProber = prober;
      },
    });

    registration.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
      },
      async init(services) {
        const { auth, discovery, logger, lifecycle, permissions } = services;
        const settings = readSettings(services.config);
        const { timeoutMs } = settings.cluster;
        const clusters = new ClusterDirectory(
          new KubernetesPlugin({ auth, discovery, timeoutMs }),
        );
        const database = await openDatabase(services.database);
        const probeRuns = new DatabaseProbeRunStore(database);
        const probes = new ProbeService({
          clusters,
          store: probeRuns,
          runs: new DatabaseOwnRuns(database, {
            owner: randomUUID(),
            leaseMs: settings.probes.leaseSeconds * 1000,
          }),
          prober:
            ownProber ?? new JobProber({ clusters, settings: settings.probes }),
          settings: settings.probes,
          logger,
        });
        const upkeep = new ProbeUpkeep({
          database,
          scheduler: services.scheduler,
          probes,
          settings: settings.probes,
          logger,
        });

        services.permissionsRegistry.addPermissions(networkPolicyPermissions);
        services.httpRouter.use(
          await createRouter({
            httpAuth: services.httpAuth,
            auditor: services.auditor,
            permissions,
            clusters,
            entities: new EntityLoader({
              catalog: services.catalog,
              permissions,
            }),
            reach: new ReachService({ clusters, probeRuns }),
            exposures: new ExposureService(clusters),
            probes,
            walkthrough: new WalkthroughService({
              clusters,
              settings: settings.walkthrough,
            }),
          }),
        );
        lifecycle.addStartupHook(() => upkeep.start());
        // Later the kubernetes plugin does not answer any more, and the Jobs would stay.
        services.rootLifecycle.addBeforeShutdownHook(() => probes.stop());
      },
    });
  },
});
