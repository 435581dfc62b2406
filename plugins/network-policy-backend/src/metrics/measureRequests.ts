import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { RequestHandler } from 'express';

/**
 * Measures how long requests take, by route: the template, as there are as many paths as services.
 */
export function measureRequests(metrics: MetricsService): RequestHandler {
  const duration = metrics.createHistogram('network_policy.request.duration', {
    description: 'How long requests take, until the last byte was sent',
    unit: 's',
  });
  return (request, response, next) => {
    const start = performance.now();
    response.once('close', () =>
      duration.record((performance.now() - start) / 1000, {
        method: request.method,
        route: request.route?.path ?? 'none',
        // A person who leaves the page is no answer of ours.
        status: response.writableFinished ? response.statusCode : 'aborted',
      }),
    );
    next();
  };
}
