import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import policyModule from '../../../dev/permissionPolicyModule';

/**
 * A process with the kubernetes and the permission backend as they are, and the example policy. The kubernetes backend
 * imports ES modules while it runs, which Jest cannot do. It prints its port, and ends with its parent.
 */
async function main() {
  const { server } = await startTestBackend({
    features: [
      kubernetesPlugin,
      permissionPlugin,
      policyModule,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          permission: { enabled: true },
          kubernetes: {
            serviceLocatorMethod: { type: 'multiTenant' },
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: [JSON.parse(process.env.KUBERNETES_CLUSTER ?? '{}')],
              },
            ],
          },
        },
      }),
    ],
  });
  process.send?.({ port: server.port() });
  process.once('disconnect', () => process.exit());
}

main();
