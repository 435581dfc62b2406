import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/** The name of the provider, which is part of where one signs in, and the header that says who does. */
export const signInProvider = 'by-name';
export const signInHeader = 'x-user-name';

/**
 * Lets anybody sign in as any user of the catalog. The guest provider, as which the portal of `npm start` signs in,
 * knows one user only.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'sign-in-by-name',
  register(registration) {
    registration.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: signInProvider,
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize: () => undefined,
              authenticate: async ({ req }) => ({
                result: { name: req.get(signInHeader) ?? '' },
              }),
            }),
            signInResolver: ({ result: { name } }, context) =>
              context.signInWithCatalogUser({ entityRef: { name } }),
          }),
        });
      },
    });
  },
});
