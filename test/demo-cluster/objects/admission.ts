import { ApiError, forbidden, notFound } from '../api/status';
import { KubernetesObject } from '../kinds/metadata';
import { Container, Pod, podSchema } from '../kinds/pod';
import { ResourceDefinition } from '../storage/registry';
import { ObjectStore } from '../storage/store';

const pods = { group: '', resource: 'pods' };

function isFinished(pod: Pod): boolean {
  return ['Succeeded', 'Failed'].includes(pod.status.phase);
}

function checkQuota(store: ObjectStore, pod: Pod): void {
  const { namespace, name } = pod.metadata;
  const used = store
    .list('pods', namespace)
    .filter(each => !isFinished(each)).length;
  for (const quota of store.list('resourcequotas', namespace)) {
    for (const limit of ['pods', 'count/pods']) {
      const hard = quota.spec.hard[limit];
      if (hard !== undefined && used + 1 > Number(hard)) {
        throw forbidden(
          pods,
          name,
          `exceeded quota: ${quota.metadata.name}, requested: ${limit}=1, used: ${limit}=${used}, limited: ${limit}=${hard}`,
        );
      }
    }
  }
}

/** A demand of the *restricted* Pod Security Standard on each container. */
interface Demand {
  name: string;
  setting: string;
  of: 'container' | 'pod or container';
  met: (container: Container, pod: Pod) => boolean;
}

const seccompTypes = ['RuntimeDefault', 'Localhost'];

const restricted: Demand[] = [
  {
    name: 'privileged',
    setting: 'securityContext.privileged=false',
    of: 'container',
    met: ({ securityContext }) => !securityContext?.privileged,
  },
  {
    name: 'allowPrivilegeEscalation != false',
    setting: 'securityContext.allowPrivilegeEscalation=false',
    of: 'container',
    met: ({ securityContext }) =>
      securityContext?.allowPrivilegeEscalation === false,
  },
  {
    name: 'unrestricted capabilities',
    setting: 'securityContext.capabilities.drop=["ALL"]',
    of: 'container',
    met: ({ securityContext }) =>
      securityContext?.capabilities?.drop?.includes('ALL') ?? false,
  },
  {
    name: 'runAsNonRoot != true',
    setting: 'securityContext.runAsNonRoot=true',
    of: 'pod or container',
    met: ({ securityContext }, pod) =>
      (securityContext?.runAsNonRoot ??
        pod.spec.securityContext?.runAsNonRoot) === true,
  },
  {
    name: 'seccompProfile',
    setting:
      'securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
    of: 'pod or container',
    met: ({ securityContext }, pod) =>
      seccompTypes.includes(
        (
          securityContext?.seccompProfile ??
          pod.spec.securityContext?.seccompProfile
        )?.type ?? '',
      ),
  },
];

function checkPodSecurity(store: ObjectStore, pod: Pod): void {
  const namespace = store.get('namespaces', '', pod.metadata.namespace ?? '');
  const level =
    namespace?.metadata.labels?.['pod-security.kubernetes.io/enforce'];
  if (level !== 'restricted') return;
  const violations = restricted.flatMap(demand => {
    const offenders = pod.spec.containers
      .filter(container => !demand.met(container, pod))
      .map(({ name }) => JSON.stringify(name));
    if (offenders.length === 0) return [];
    const noun = offenders.length === 1 ? demand.of : `${demand.of}s`;
    return [
      `${demand.name} (${noun} ${offenders.join(', ')} must set ${
        demand.setting
      })`,
    ];
  });
  if (violations.length > 0) {
    throw forbidden(
      pods,
      pod.metadata.name,
      `violates PodSecurity "restricted:latest": ${violations.join(', ')}`,
    );
  }
}

/**
 * What may stand against creating an object although its writer has the right.
 *
 * @throws ApiError 404 for a missing namespace, 403 for a namespace that is
 *   being deleted, an exceeded quota or a pod below the security standard.
 */
export function admitCreation(
  store: ObjectStore,
  definition: ResourceDefinition,
  object: KubernetesObject,
): void {
  if (!definition.namespaced) return;
  const name = object.metadata.namespace ?? '';
  const namespace = store.get('namespaces', '', name);
  if (!namespace) throw notFound({ group: '', resource: 'namespaces' }, name);
  if (namespace.metadata.deletionTimestamp) {
    const refusal = forbidden(
      definition,
      object.metadata.name,
      `unable to create new content in namespace ${name} because it is being terminated`,
    );
    throw new ApiError(refusal.code, refusal.reason, refusal.message, {
      ...refusal.details,
      causes: [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${name} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    });
  }
  if (definition.resource === 'pods') {
    const pod = podSchema.parse(object);
    checkPodSecurity(store, pod);
    checkQuota(store, pod);
  }
}
