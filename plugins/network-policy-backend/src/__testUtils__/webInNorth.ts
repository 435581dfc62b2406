import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { EntityWorkload } from '../targets/entityWorkload';
import { viewOf } from './viewOf';

/** A cluster with one pod that nothing isolates. */
export const view = viewOf({
  namespaces: [{ name: 'default', labels: {} }],
  pods: [
    {
      namespace: 'default',
      name: 'web-1',
      labels: { app: 'web' },
      addresses: ['10.0.0.1'],
      ports: [],
      hostNetwork: false,
      phase: 'Running',
    },
  ],
});

/** The entity that the pod is of. */
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
