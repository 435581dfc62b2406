import { eventually, TestCluster } from './client';

interface JobOptions {
  namespace: string;
  commands: string[][];
  spec?: object;
  image?: string;
}

/** Starts Jobs as the portal does, and tells how they went. */
export class TestJobs {
  private counter = 0;

  constructor(private readonly cluster: TestCluster) {}

  async start({ namespace, commands, spec, image }: JobOptions) {
    this.counter += 1;
    const name = `probe-${this.counter}`;
    const path = `/apis/batch/v1/namespaces/${namespace}/jobs`;
    const created = await this.cluster.as('admin')('POST', path, {
      body: {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name },
        spec: {
          backoffLimit: 0,
          activeDeadlineSeconds: 30,
          ...spec,
          template: {
            spec: {
              restartPolicy: 'Never',
              securityContext: {
                runAsNonRoot: true,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              containers: commands.map((command, index) => ({
                name: `c${index}`,
                image: image ?? 'registry.k8s.io/e2e-test-images/agnhost:2.53',
                command,
                terminationMessagePolicy: 'FallbackToLogsOnError',
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                },
              })),
            },
          },
        },
      },
    });
    if (created.code !== 201) throw new Error(created.text);
    return { name, path: `${path}/${name}` };
  }

  conditionOf(path: string) {
    return eventually(async () => {
      const { body } = await this.cluster.as('admin')('GET', path);
      return body.status?.conditions?.find((each: any) =>
        ['Complete', 'Failed'].includes(each.type),
      );
    });
  }

  async podsOf(namespace: string, name: string) {
    const { body } = await this.cluster.as('admin')(
      'GET',
      `/api/v1/namespaces/${namespace}/pods?labelSelector=job-name%3D${name}`,
    );
    return body.items;
  }

  /** Exit code and message of one connection attempt from a namespace. */
  async probe(namespace: string, ...options: string[]) {
    const command = ['/agnhost', 'connect', '--timeout=100ms', ...options];
    const job = await this.start({ namespace, commands: [command] });
    await this.conditionOf(job.path);
    const [pod] = await this.podsOf(namespace, job.name);
    const { exitCode, message } =
      pod.status.containerStatuses[0].state.terminated;
    return { exitCode, message, phase: pod.status.phase };
  }
}
