import { createApp } from '@backstage/frontend-defaults';
import authPlugin from '@backstage/plugin-auth';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import kubernetesPlugin from '@backstage/plugin-kubernetes/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import networkPolicyPlugin, {
  networkPolicyScaffolderModule,
} from '../src/alpha';
import { navigationModule } from './modules/navigation';

/**
 * A whole portal, so that the plugin is tried where people meet it.
 *
 * The features are listed, because package discovery only looks at a package's
 * `dependencies`, and here most of them are `devDependencies`. The sign-in page
 * is the app plugin's own: guest, with the button "Enter".
 */
export const portal = createApp({
  features: [
    // First, so that its card leads the overview of an entity.
    networkPolicyPlugin,
    networkPolicyScaffolderModule,
    authPlugin,
    catalogPlugin,
    catalogGraphPlugin,
    kubernetesPlugin,
    orgPlugin,
    scaffolderPlugin,
    searchPlugin,
    signalsPlugin,
    userSettingsPlugin,
    navigationModule,
  ],
});
