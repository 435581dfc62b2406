import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { EntityWorkload } from '../targets/entityWorkload';

/** The entity web, whose pods carry app=web. */
export const workload: EntityWorkload = {
  entityRef: 'component:default/web',
  selector: { matchLabels: { app: 'web' }, matchExpressions: [] },
};

// The reader that stands in for the clusters never calls the client.
export const north = {
  name: 'north',
  title: 'North',
  evaluable: true,
} as EvaluableCluster;
