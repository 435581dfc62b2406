import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { networkPolicyPermissions } from 'backstage-plugin-network-policy-common';
import {
  networkPolicyProberExtensionPoint,
  Prober,
} from 'backstage-plugin-network-policy-node';
import { randomUUID } from 'node:crypto';
import { ClusterDirectory } from './clusters/ClusterDirectory';
import { KubernetesPlugin } from './clusters/KubernetesPlugin';
import { writersOf } from './clusters/writersOf';
import { readSettings } from './config/readSettings';
import { PluginDatabase } from './database/PluginDatabase';
import { EntityLoader } from './entities/EntityLoader';
import { ExplanationService } from './explanation/ExplanationService';
import { ExposureService } from './exposures/ExposureService';
import { FleetService } from './fleet/FleetService';
import { LiveReach } from './live/LiveReach';
import { countProbes } from './metrics/countProbes';
import { clusterMeters, measureAges } from './metrics/measureClusters';
import { measureRequests } from './metrics/measureRequests';
import { Ownership } from './ownership/Ownership';
import { ExposurePermissions } from './permissions/ExposurePermissions';
import {
  exposureResourceRef,
  exposureRules,
} from './permissions/exposureRules';
import { possibleExposures } from './entities/possibleExposures';
import { DatabaseProbeRunStore } from './probes/database/DatabaseProbeRunStore';
import { JobProber } from './probes/JobProber';
import { ProbeService } from './probes/ProbeService';
import { ProbeUpkeep } from './probes/ProbeUpkeep';
import { RunPlanner } from './probes/RunPlanner';
import { ReachService } from './reach/ReachService';
import { createRouter } from './routes/createRouter';
import { ClusterStates } from './state/ClusterStates';
import { probesOffBecause } from './targets/probesOffBecause';
import { DatabaseWalkthroughRecord } from './walkthrough/DatabaseWalkthroughRecord';
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
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(services) {
        const { auth, discovery, logger, lifecycle, metrics, permissions } =
          services;
        const settings = readSettings(services.config);
        const { timeoutMs } = settings.cluster;
        const kubernetes = new KubernetesPlugin({ auth, discovery, timeoutMs });
        const clusters = new ClusterDirectory(
          kubernetes,
          writersOf({
            plugin: kubernetes,
            settings,
            config: services.config,
            logger,
          }),
        );
        const states = new ClusterStates({
          clusters,
          settings,
          logger,
          meterOf: clusterMeters(metrics),
        });
        measureAges(metrics, states);
        const ownership = new Ownership({ states, settings });
        const stopping = new AbortController();
        const database = new PluginDatabase({
          service: services.database,
          logger,
          stopping: stopping.signal,
        });
        const probeRuns = new DatabaseProbeRunStore(database, {
          owner: randomUUID(),
          leaseMs: settings.probes.leaseSeconds * 1000,
          budgets: settings.probes,
        });
        // A module's own prober has its own credentials.
        const offBecause = ownProber ? () => undefined : probesOffBecause;
        const reach = new ReachService({
          clusters,
          states,
          probeRuns,
          logger,
          probesOffBecause: offBecause,
        });
        const liveReach = new LiveReach({
          reach,
          signals: services.signals,
          logger,
        });

        const probes = new ProbeService({
          clusters,
          planner: new RunPlanner({
            clusters,
            states,
            ownership,
            timeoutMs: settings.probes.timeoutMs,
          }),
          store: probeRuns,
          offBecause,
          prober: countProbes(
            metrics,
            ownProber ?? new JobProber({ clusters, settings: settings.probes }),
          ),
          settings: settings.probes,
          logger,
          onRun: entityRef => liveReach.entityChanged(entityRef),
        });
        const upkeep = new ProbeUpkeep({
          store: probeRuns,
          scheduler: services.scheduler,
          probes,
          catalog: services.catalog,
          clusters,
          auth,
          settings: settings.probes,
          logger,
        });

        const { permissionsRegistry } = services;
        permissionsRegistry.addPermissions(networkPolicyPermissions);
        permissionsRegistry.addResourceType({
          resourceRef: exposureResourceRef,
          rules: Object.values(exposureRules),
          getResources: possibleExposures(services),
        });
        services.httpRouter.use(measureRequests(metrics));
        const router = await createRouter(
          {
            httpAuth: services.httpAuth,
            auditor: services.auditor,
            logger,
            permissions,
            exposurePermissions: new ExposurePermissions({
              permissions,
              registry: permissionsRegistry,
            }),
            userInfo: services.userInfo,
            clusters,
            entities: new EntityLoader({
              catalog: services.catalog,
              permissions,
            }),
            ownership,
            reach,
            explanations: new ExplanationService({ clusters, reach }),
            liveReach,
            fleet: new FleetService({ clusters, states }),
            exposures: new ExposureService({ clusters, states, ownership }),
            probes,
            walkthrough: new WalkthroughService({
              clusters,
              states,
              settings: settings.walkthrough,
              record: new DatabaseWalkthroughRecord(database),
            }),
          },
          { validateResponses: process.env.NODE_ENV === 'test' },
        );
        services.httpRouter.use(router);
        states.onChange(cluster => liveReach.clusterChanged(cluster));
        reach.onCounted(entityRef => liveReach.entityChanged(entityRef));
        lifecycle.addStartupHook(async () => {
          await database.start(() => upkeep.start());
          // Clusters that are always kept must not hold up the start of the portal.
          void states.sweep();
        });
        // Later the database no longer answers, and runs could not be ended.
        services.rootLifecycle.addBeforeShutdownHook(async () => {
          liveReach.stop();
          reach.stop();
          stopping.abort();
          await Promise.all([probes.stop(), states.stop()]);
        });
      },
    });
  },
});
