import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createApplyAction } from './actions/apply';
import { createDeployWalkthroughAction } from './actions/deployWalkthrough';
import { createGenerateAction } from './actions/generate';
import { createRemoveAction } from './actions/remove';
import { createRemoveWalkthroughAction } from './actions/removeWalkthrough';
import { createVerifyAction } from './actions/verify';
import { InitiatorApi } from './client/initiatorApi';

/**
 * Adds the `network-policy:*` actions to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleNetworkPolicy = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'network-policy',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, discovery }) {
        const api = new InitiatorApi({ discovery, auth });
        actions.addActions(
          createGenerateAction(api),
          createApplyAction(api),
          createVerifyAction(api),
          createRemoveAction(api),
          createDeployWalkthroughAction(api),
          createRemoveWalkthroughAction(api),
        );
      },
    });
  },
});
