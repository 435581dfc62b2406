import { createBackend } from '@backstage/backend-defaults';

/**
 * The API side of the portal: what an ordinary Backstage has, and this plugin.
 * The frontend's dev server serves the pages, so there is no app backend.
 */
const backend = createBackend();

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissionPolicyModule'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));

backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('../src'));
backend.add(
  import('backstage-plugin-scaffolder-backend-module-network-policy'),
);

backend.start();
