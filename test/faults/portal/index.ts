import { createBackend } from '@backstage/backend-defaults';

/**
 * The backend that is tried: a catalog, the real kubernetes plugin, and this plugin with the portal's own permission
 * policy.
 */
const backend = createBackend();

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('./signInByName'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('../../../plugins/network-policy-backend/dev/permissionPolicyModule'),
);
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('backstage-plugin-network-policy-backend'));

backend.start();
