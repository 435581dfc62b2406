import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { FakeCluster } from './FakeCluster';

interface FakeClusterEntry {
  cluster: FakeCluster;
  authProvider: string;
  /** Answers like the proxy does when the API server cannot be connected to. */
  down: boolean;
}

/**
 * Stands for the kubernetes plugin: its list of clusters, and its proxy in front of them.
 */
export class FakeKubernetes {
  /** How often somebody asked for a cluster that is down. */
  refusals = 0;
  /** What the proxy was asked for, as it came, whether a cluster has it or not. */
  readonly proxied = new Array<{ method: string; path: string }>();
  /** How often its list of clusters was asked for. */
  listed = 0;
  private readonly clusters = new Map<string, FakeClusterEntry>();

  add(
    name: string,
    {
      cluster = new FakeCluster(),
      authProvider = 'serviceAccount',
      down = false,
    }: Partial<FakeClusterEntry> = {},
  ): FakeCluster {
    this.clusters.set(name, { cluster, authProvider, down });
    return cluster;
  }

  /** Takes a cluster's API server away, or brings it back. */
  setDown(name: string, down: boolean, { cut = true } = {}) {
    const entry = this.clusters.get(name);
    if (entry) {
      entry.down = down;
      if (cut) {
        entry.cluster.watches.cut();
      }
    }
  }

  /** The kubernetes plugin does not have a cluster any more. */
  remove(name: string) {
    this.clusters.delete(name);
  }

  get router(): Router {
    const router = Router();
    router.get('/clusters', (_, response) => {
      this.listed += 1;
      response.json({
        items: [...this.clusters].map(([name, { authProvider }]) => ({
          name,
          title: `Cluster ${name}`,
          authProvider,
        })),
      });
    });
    router.use('/proxy', (request, response, next) => {
      this.proxied.push({ method: request.method, path: request.path });
      const name = request.header('Backstage-Kubernetes-Cluster') ?? '';
      const entry = this.clusters.get(name);
      if (!entry) {
        response.status(404).json({
          error: {
            name: 'NotFoundError',
            message: `Cluster '${name}' not found`,
          },
        });
      } else if (entry.down) {
        this.refusals += 1;
        response.status(500).json({
          error: {
            name: 'ForwardedError',
            message: `Cluster '${name}' request error; caused by Error: connect ECONNREFUSED`,
          },
        });
      } else {
        entry.cluster.router(request, response, next);
      }
    });
    return router;
  }

  /** The plugin, for a test backend. */
  get feature() {
    const { router } = this;
    return createBackendPlugin({
      pluginId: 'kubernetes',
      register(registration) {
        registration.registerInit({
          deps: { httpRouter: coreServices.httpRouter },
          async init({ httpRouter }) {
            httpRouter.use(router);
          },
        });
      },
    });
  }
}
