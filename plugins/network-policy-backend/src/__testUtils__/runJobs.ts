import { FakeCluster } from './FakeCluster';
import { FakeObject } from './fakeObjects';

/** How the containers of a probe pod end: the last line of agnhost's log, empty for a connection. */
export interface PodEnd {
  service?: string;
  pod?: string;
}

/**
 * Takes the Job controller's and the kubelet's part: each Job gets a pod that ends as `end` says for its namespace.
 */
export function runJobs(
  cluster: FakeCluster,
  end: (namespace: string) => PodEnd | { status: object },
): void {
  cluster.afterCreate = (job, plural) => {
    if (plural === 'jobs') {
      cluster.put('pods', podOf(job, end(job.metadata.namespace ?? '')));
    }
  };
}

interface JobSpec {
  template: {
    metadata: FakeObject['metadata'];
    spec: { containers: { name: 'service' | 'pod' }[] };
  };
}

function podOf(job: FakeObject, end: PodEnd | { status: object }): FakeObject {
  const { template } = job.spec as JobSpec;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...template.metadata,
      ownerReferences: [
        {
          kind: 'Job',
          name: job.metadata.name,
          uid: job.metadata.uid ?? '',
          controller: true,
        },
      ],
      name: `${job.metadata.name}-pod`,
      namespace: job.metadata.namespace,
    },
    spec: template.spec,
    status:
      'status' in end
        ? end.status
        : {
            phase: 'Succeeded',
            containerStatuses: template.spec.containers.map(({ name }) => ({
              name,
              state: { terminated: terminated(end[name] ?? '') },
            })),
          },
  };
}

function terminated(message: string) {
  return message
    ? { exitCode: 1, reason: 'Error', message: `${message}\n` }
    : { exitCode: 0, reason: 'Completed' };
}
