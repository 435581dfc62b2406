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
import { ClusterDirectory } from './clusters/ClusterDirectory';
import { KubernetesPlugin } from './clusters/KubernetesPlugin';
import { readSettings } from './config/readSettings';
import { EntityLoader } from './entities/EntityLoader';
import { ExposureService } from './exposures/ExposureService';
import { DatabaseProbeRunStore } from './probes/DatabaseProbeRunStore';
import { JobProber } from './probes/JobProber';
import { ProbeService } from './probes/ProbeService';
import { ReachService } from './reach/ReachService';
import { createRouter } from './service/createRouter';
import { ClusterStates } from './state/ClusterStates';
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
      },
      async init(services) {
        const { auth, discovery, logger, lifecycle, permissions } = services;
        const settings = readSettings(services.config);
        const { timeoutMs } = settings.cluster;
        const clusters = new ClusterDirectory(
          new KubernetesPlugin({ auth, discovery, timeoutMs }),
        );
        const states = new ClusterStates({ clusters, settings, logger });
        const probeRuns = await DatabaseProbeRunStore.create(services.database);
        const probes = new ProbeService({
          clusters,
          states,
          store: probeRuns,
          prober:
            ownProber ?? new JobProber({ clusters, settings: settings.probes }),
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
            reach: new ReachService({ clusters, states, probeRuns }),
            exposures: new ExposureService({ clusters, states }),
            probes,
            walkthrough: new WalkthroughService({
              clusters,
              states,
              settings: settings.walkthrough,
            }),
          }),
        );
        lifecycle.addStartupHook(async () => {
          await probes.recover();
          // Clusters that are always kept must not hold up the start of the portal.
          void states.sweep();
        });
        // Later the kubernetes plugin does not answer any more, and the Jobs would stay.
        services.rootLifecycle.addBeforeShutdownHook(async () => {
          await Promise.all([probes.stop(), states.stop()]);
        });
      },
    });
  },
});
