import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { Prober } from 'backstage-plugin-network-policy-node';

/**
 * A prober whose outcomes are counted.
 */
export function countProbes(metrics: MetricsService, prober: Prober): Prober {
  const probes = metrics.createCounter('network_policy.probes', {
    description: 'Probes that were made, by what came of them',
  });
  return {
    probe: async (request, options) => {
      const result = await prober.probe(request, options);
      const { outcome } = result;
      probes.add(1, { cluster: request.cluster, outcome });
      return result;
    },
    sweep: async (left, options) => prober.sweep?.(left, options),
  };
}
