// One replica of a portal that has this plugin only. Its clusters and probes are made up; its HTTP API, scheduler and
// PostgreSQL are real. Its argument is the port; REPLICA_DATABASE is the address of PostgreSQL, with the password.
import { createSpecializedBackend } from '@backstage/backend-app-api';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { discoveryServiceFactory } from '@backstage/backend-defaults/discovery';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { networkPolicyPlugin } from '../../src/plugin';
import { entities } from '../../src/__testUtils__/fixtures';
import { tell } from './reports';
import { slowProber } from './slowProber';
import { tellingScheduler } from './tellingScheduler';
import {
  createClusters,
  leaseSeconds,
  runsPerPerson,
  sourceNamespaces,
} from './world';

const [port] = process.argv.slice(2);
const connection = process.env.REPLICA_DATABASE;

const backend = createSpecializedBackend({
  defaultServiceFactories: [
    mockServices.rootConfig.factory({
      data: {
        backend: {
          baseUrl: `http://127.0.0.1:${port}`,
          listen: { host: '127.0.0.1', port },
          database: { client: 'pg', connection },
        },
        networkPolicy: {
          // The made-up kubernetes plugin is the only way to the made-up clusters.
          writeThrough: 'kubernetes-plugin',
          ownership: {
            namespaces: [{ match: '*', owners: ['group:default/web-team'] }],
          },
          probes: {
            leaseSeconds,
            concurrency: 2,
            runsPerPerson,
            from: { namespaces: sourceNamespaces },
          },
        },
      },
    }),
    mockServices.rootLogger.factory({ level: 'info' }),
    mockServices.auditor.factory(),
    mockServices.auth.factory(),
    mockServices.events.factory(),
    mockServices.httpAuth.factory(),
    mockServices.httpRouter.factory(),
    mockServices.lifecycle.factory(),
    mockServices.logger.factory(),
    mockServices.permissions.factory(),
    mockServices.permissionsRegistry.factory(),
    mockServices.rootHealth.factory(),
    mockServices.rootLifecycle.factory(),
    mockServices.userInfo.factory(),
    metricsServiceMock.factory(),
    rootHttpRouterServiceFactory(),
    discoveryServiceFactory,
    databaseServiceFactory,
    tellingScheduler,
  ],
});
backend.add(catalogServiceMock.factory({ entities: [entities.web] }));
backend.add(createClusters().feature);
backend.add(slowProber);
backend.add(networkPolicyPlugin);
backend.start().then(
  () => tell({ report: 'ready', pid: process.pid }),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
