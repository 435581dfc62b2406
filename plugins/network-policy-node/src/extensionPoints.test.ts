import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { networkPolicyProberExtensionPoint, Prober } from '.';

const connects: Prober = {
  probe: async () => ({
    outcome: 'connected',
    steps: { service: 'connected' },
  }),
};

describe('networkPolicyProberExtensionPoint', () => {
  // Two copies of this package, of two plugins, meet by this name.
  it('keeps its name', () => {
    expect(networkPolicyProberExtensionPoint.id).toBe('network-policy.prober');
  });

  it("hands a module's prober to the plugin that registers the point", async () => {
    const probers = new Array<Prober>();
    const plugin = createBackendPlugin({
      pluginId: 'network-policy',
      register(registration) {
        registration.registerExtensionPoint(networkPolicyProberExtensionPoint, {
          setProber: prober => {
            probers.push(prober);
          },
        });
        registration.registerInit({ deps: {}, init: async () => {} });
      },
    });
    const module = createBackendModule({
      pluginId: 'network-policy',
      moduleId: 'own-prober',
      register(registration) {
        registration.registerInit({
          deps: { point: networkPolicyProberExtensionPoint },
          init: async ({ point }) => point.setProber(connects),
        });
      },
    });

    await startTestBackend({ features: [plugin, module] });

    expect(probers).toEqual([connects]);
  });
});
