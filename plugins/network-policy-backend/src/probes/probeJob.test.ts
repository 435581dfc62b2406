import { ConfigReader } from '@backstage/config';
import {
  ProbeRequest,
  ProbeTarget,
} from 'backstage-plugin-network-policy-node';
import { readSettings } from '../config/readSettings';
import { buildProbeJob } from './probeJob';

const settings = readSettings(new ConfigReader({})).probes;

const request = (target: Partial<ProbeTarget>): ProbeRequest => ({
  cluster: 'north',
  sourceNamespace: 'secondary',
  target: { port: 8080, protocol: 'TCP', ...target },
  runId: 'run-1',
  timeoutMs: 2_000,
  labels: { own: 'label' },
});

const both = {
  serviceHost: 'web.default.svc',
  servicePort: 80,
  podAddress: '10.0.0.1',
};

const commands = (target: Partial<ProbeTarget>) => {
  const { spec } = buildProbeJob(request(target), settings);
  return spec.template.spec.containers.map(({ command, args }) =>
    [...command, ...args].join(' '),
  );
};

describe('buildProbeJob', () => {
  it('ends and removes itself, holds no credentials and meets Pod Security restricted', () => {
    const container = {
      image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
      terminationMessagePolicy: 'FallbackToLogsOnError',
      resources: {
        requests: { cpu: '10m', memory: '16Mi' },
        limits: { cpu: '100m', memory: '64Mi' },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
    };

    expect(buildProbeJob(request(both), settings)).toMatchObject({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: 'network-policy-probe-run-1',
        namespace: 'secondary',
        labels: { own: 'label' },
      },
      spec: {
        backoffLimit: 0,
        activeDeadlineSeconds: 30,
        ttlSecondsAfterFinished: 60,
        template: {
          metadata: { labels: { own: 'label' } },
          spec: {
            restartPolicy: 'Never',
            activeDeadlineSeconds: 30,
            automountServiceAccountToken: false,
            dnsConfig: {
              options: expect.arrayContaining([
                { name: 'ndots', value: '1' },
                { name: 'timeout', value: '1' },
              ]),
            },
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 65534,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              { name: 'service', ...container },
              { name: 'pod', ...container },
            ],
          },
        },
      },
    });
  });

  it('connects to the Service and to the pod', () => {
    expect(commands(both)).toEqual([
      '/agnhost connect --timeout=2s --protocol=tcp web.default.svc.cluster.local.:80',
      '/agnhost connect --timeout=2s --protocol=tcp 10.0.0.1:8080',
    ]);
  });

  it('connects to what there is', () => {
    expect(commands({ podAddress: 'fd00::1' })).toEqual([
      '/agnhost connect --timeout=2s --protocol=tcp [fd00::1]:8080',
    ]);
    expect(commands({ serviceHost: 'web.default.svc' })).toEqual([
      '/agnhost connect --timeout=2s --protocol=tcp web.default.svc.cluster.local.:8080',
    ]);
  });
});
