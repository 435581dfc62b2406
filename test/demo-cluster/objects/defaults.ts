import { KubernetesObject, LabelSelector } from '../kinds/metadata';
import { NetworkPolicy, networkPolicySchema } from '../kinds/network-policy';
import { podSchema, podSpecSchema, Pod } from '../kinds/pod';
import { serviceSchema, Service } from '../kinds/service';
import { jobSchema, replicatedSchema, Job } from '../kinds/workloads';
import { ResourceName } from '../storage/registry';
import { AddressPool } from './addresses';

type Fill = (
  object: KubernetesObject,
  addresses: AddressPool,
) => KubernetesObject;

/** An empty list or map is not written by Kubernetes: it means "not set". */
function filled<T extends object>(value: T | undefined): T | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined),
  ) as T;
}

function tidySelector(selector: LabelSelector): LabelSelector {
  return withoutUndefined({
    matchLabels: filled(selector.matchLabels),
    matchExpressions: filled(selector.matchExpressions),
  });
}

function fillNetworkPolicy(policy: NetworkPolicy): NetworkPolicy {
  const tidyPeers = (peers: NetworkPolicySpecPeers) =>
    filled(
      peers?.map(peer =>
        withoutUndefined({
          ...peer,
          podSelector: peer.podSelector && tidySelector(peer.podSelector),
          namespaceSelector:
            peer.namespaceSelector && tidySelector(peer.namespaceSelector),
        }),
      ),
    );
  const { spec } = policy;
  const ingress = spec.ingress?.map(rule =>
    withoutUndefined({ ports: filled(rule.ports), from: tidyPeers(rule.from) }),
  );
  const egress = spec.egress?.map(rule =>
    withoutUndefined({ ports: filled(rule.ports), to: tidyPeers(rule.to) }),
  );
  const policyTypes =
    filled(spec.policyTypes) ??
    (egress?.length ? ['Ingress', 'Egress'] : ['Ingress']);
  return {
    ...policy,
    spec: withoutUndefined({
      podSelector: tidySelector(spec.podSelector),
      ingress: filled(ingress),
      egress: filled(egress),
      policyTypes,
    }),
  };
}

type NetworkPolicySpecPeers = NonNullable<
  NetworkPolicy['spec']['ingress']
>[number]['from'];

function fillPodSpec(spec: Pod['spec']): Pod['spec'] {
  return {
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    ...podSpecSchema.parse(spec),
    containers: spec.containers.map(container => ({
      imagePullPolicy: /:(?!latest)[^/]+$/.test(container.image)
        ? 'IfNotPresent'
        : 'Always',
      resources: {},
      terminationMessagePath: '/dev/termination-log',
      ...container,
    })),
  };
}

function fillService(service: Service, addresses: AddressPool): Service {
  const { spec } = service;
  if (spec.type === 'ExternalName') return service;
  const clusterIP = spec.clusterIP || addresses.forService();
  return {
    ...service,
    spec: {
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      sessionAffinity: 'None',
      ...spec,
      clusterIP,
      clusterIPs: [clusterIP],
      ports: spec.ports?.map(port => ({
        ...port,
        targetPort: port.targetPort ?? port.port,
      })),
    },
  };
}

function fillJob(job: Job): Job {
  const uid = job.metadata.uid;
  const labels = {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': job.metadata.name,
    'controller-uid': uid,
    'job-name': job.metadata.name,
  };
  const { template, selector } = job.spec;
  return {
    ...job,
    spec: {
      completionMode: 'NonIndexed',
      suspend: false,
      ...job.spec,
      selector: selector ?? {
        matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
      },
      template: {
        metadata: {
          ...template.metadata,
          labels: { ...template.metadata.labels, ...labels },
        },
        spec: fillPodSpec(template.spec),
      },
    },
  };
}

const fills: Partial<Record<ResourceName, Fill>> = {
  networkpolicies: object =>
    fillNetworkPolicy(networkPolicySchema.parse(object)),
  services: (object, addresses) =>
    fillService(serviceSchema.parse(object), addresses),
  pods: object => {
    const pod = podSchema.parse(object);
    const spec = fillPodSpec({ serviceAccountName: 'default', ...pod.spec });
    return { ...pod, spec };
  },
  jobs: object => fillJob(jobSchema.parse(object)),
  deployments: object => {
    const deployment = replicatedSchema.parse(object);
    const { spec } = deployment;
    return {
      ...deployment,
      spec: {
        progressDeadlineSeconds: 600,
        revisionHistoryLimit: 10,
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
        },
        ...spec,
        template: { ...spec.template, spec: fillPodSpec(spec.template.spec) },
      },
    };
  },
  namespaces: object => ({
    spec: { finalizers: ['kubernetes'] },
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...object.metadata.labels,
        'kubernetes.io/metadata.name': object.metadata.name,
      },
    },
  }),
};

/** Fills in what the API server fills in, so that clients see live objects. */
export function withDefaults(
  resource: ResourceName,
  object: KubernetesObject,
  addresses: AddressPool,
): KubernetesObject {
  const result = fills[resource]?.(object, addresses) ?? object;
  const metadata = withoutUndefined({
    ...result.metadata,
    labels: filled(result.metadata.labels),
    annotations: filled(result.metadata.annotations),
    finalizers: filled(result.metadata.finalizers),
    ownerReferences: filled(result.metadata.ownerReferences),
  });
  return { ...result, metadata };
}
