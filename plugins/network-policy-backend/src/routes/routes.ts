import { clusterRoutes } from './clusterRoutes';
import { exposureRoutes } from './exposureRoutes';
import { fleetRoutes } from './fleetRoutes';
import { probeRoutes } from './probeRoutes';
import { reachRoutes } from './reachRoutes';
import { Route } from './route';
import { walkthroughRoutes } from './walkthroughRoutes';

/** Every route of the HTTP API. */
export const routes: readonly Route[] = [
  ...clusterRoutes,
  ...reachRoutes,
  ...fleetRoutes,
  ...probeRoutes,
  ...exposureRoutes,
  ...walkthroughRoutes,
];
