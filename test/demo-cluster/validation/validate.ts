import { isDeepStrictEqual } from 'node:util';
import { invalid } from '../api/status';
import { KubernetesObject } from '../kinds/metadata';
import { networkPolicySchema } from '../kinds/network-policy';
import { podSchema } from '../kinds/pod';
import { serviceSchema } from '../kinds/service';
import { jobSchema, replicatedSchema } from '../kinds/workloads';
import { ResourceDefinition, ResourceName } from '../storage/registry';
import { Fault, invalidValue } from './faults';
import { validateMetadata } from './metadata';
import { validateNetworkPolicySpec } from './network-policy';
import {
  validateJob,
  validatePodSpec,
  validateReplicated,
  validateService,
} from './workloads';

type Validate = (object: KubernetesObject) => Fault[];

const validators: Partial<Record<ResourceName, Validate>> = {
  networkpolicies: object =>
    validateNetworkPolicySpec(networkPolicySchema.parse(object).spec),
  pods: object => validatePodSpec(podSchema.parse(object).spec, 'spec'),
  services: object => validateService(serviceSchema.parse(object)),
  jobs: object => validateJob(jobSchema.parse(object)),
  deployments: object => validateReplicated(replicatedSchema.parse(object)),
  replicasets: object => validateReplicated(replicatedSchema.parse(object)),
  statefulsets: object => validateReplicated(replicatedSchema.parse(object)),
};

function validateImmutable(
  resource: ResourceName,
  object: KubernetesObject,
  live: KubernetesObject,
): Fault[] {
  if (resource === 'jobs') {
    const before = jobSchema.parse(live).spec.template;
    const after = jobSchema.parse(object).spec.template;
    return isDeepStrictEqual(before, after)
      ? []
      : [invalidValue('spec.template', after, 'field is immutable')];
  }
  if (resource === 'services') {
    const before = serviceSchema.parse(live).spec.clusterIP;
    const after = serviceSchema.parse(object).spec.clusterIP;
    return before === after
      ? []
      : [invalidValue('spec.clusterIP', after, 'may not change once set')];
  }
  if (resource === 'pods') {
    const before = podSchema.parse(live).spec;
    const after = podSchema.parse(object).spec;
    const frozen = (spec: typeof before) => ({
      ...spec,
      containers: spec.containers.map(({ image, ...container }) => container),
      activeDeadlineSeconds: undefined,
    });
    return isDeepStrictEqual(frozen(before), frozen(after))
      ? []
      : [
          {
            field: 'spec',
            reason: 'FieldValueForbidden',
            message:
              'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
          },
        ];
  }
  return [];
}

/**
 * Checks an object before it is stored.
 *
 * @throws ApiError 422 naming every field that is wrong.
 */
export function validateObject(
  definition: ResourceDefinition,
  object: KubernetesObject,
  live?: KubernetesObject,
): void {
  const faults = [
    ...validateMetadata(definition.resource, object),
    ...(validators[definition.resource]?.(object) ?? []),
    ...(live ? validateImmutable(definition.resource, object, live) : []),
  ];
  if (faults.length > 0) {
    throw invalid(definition, object.metadata.name, faults);
  }
}
