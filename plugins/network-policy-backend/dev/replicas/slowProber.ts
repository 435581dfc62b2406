import { createBackendModule } from '@backstage/backend-plugin-api';
import { networkPolicyProberExtensionPoint } from 'backstage-plugin-network-policy-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { tell } from './reports';

/**
 * A prober without a cluster: each probe connects, and takes a while to. It tells of each, and of each sweep.
 */
export const slowProber = createBackendModule({
  pluginId: 'network-policy',
  moduleId: 'slow-prober',
  register(registration) {
    registration.registerInit({
      deps: { point: networkPolicyProberExtensionPoint },
      async init({ point }) {
        point.setProber({
          async probe({ runId, sourceNamespace: namespace }, { signal }) {
            tell({ report: 'probe-begun', runId, namespace });
            try {
              await sleep(100 + Math.random() * 200, undefined, { signal });
            } catch {
              return { outcome: 'not-run', steps: {} };
            }
            tell({ report: 'probe-made', runId, namespace });
            return { outcome: 'connected', steps: { service: 'connected' } };
          },
          async sweep({ runId }) {
            tell({ report: 'swept', runId });
          },
        });
      },
    });
  },
});
