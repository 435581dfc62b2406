import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import { ClusterNetworkPolicy } from './clusterNetworkPolicy';
import {
  apiVersionSchema,
  clusterPolicyMetadataSchema,
  kindSchema,
  oneOf,
} from './metadata';
import { subjectSchema } from './parseClusterPeers';
import { v1alpha1Rules, v1alpha2Rules } from './parseClusterRules';

const prioritySchema = z
  .int()
  .min(0, 'must be greater than or equal to 0')
  .max(1000, 'must be less than or equal to 1000');

const adminNetworkPolicySchema: z.ZodType<ClusterNetworkPolicy> = z
  .object({
    apiVersion: apiVersionSchema('policy.networking.k8s.io/v1alpha1'),
    kind: kindSchema('AdminNetworkPolicy'),
    metadata: clusterPolicyMetadataSchema,
    spec: z.object({
      priority: prioritySchema,
      subject: subjectSchema,
      ...v1alpha1Rules(['Allow', 'Deny', 'Pass']),
    }),
  })
  .transform(({ metadata, spec }) => ({
    kind: 'AdminNetworkPolicy',
    ...metadata,
    tier: 'Admin',
    ...spec,
  }));

const baselineMetadataSchema = clusterPolicyMetadataSchema.refine(
  ({ name }) => name === 'default',
  {
    path: ['name'],
    message:
      'Only one baseline admin network policy with metadata.name="default" can be created in the cluster',
  },
);

const baselineAdminNetworkPolicySchema: z.ZodType<ClusterNetworkPolicy> = z
  .object({
    apiVersion: apiVersionSchema('policy.networking.k8s.io/v1alpha1'),
    kind: kindSchema('BaselineAdminNetworkPolicy'),
    metadata: baselineMetadataSchema,
    spec: z.object({
      subject: subjectSchema,
      ...v1alpha1Rules(['Allow', 'Deny']),
    }),
  })
  .transform(({ metadata, spec }) => ({
    kind: 'BaselineAdminNetworkPolicy',
    ...metadata,
    tier: 'Baseline',
    priority: 0,
    ...spec,
  }));

const clusterNetworkPolicySchema: z.ZodType<ClusterNetworkPolicy> = z
  .object({
    apiVersion: apiVersionSchema('policy.networking.k8s.io/v1alpha2'),
    kind: kindSchema('ClusterNetworkPolicy'),
    metadata: clusterPolicyMetadataSchema,
    spec: z.object({
      tier: oneOf(['Admin', 'Baseline']),
      priority: prioritySchema,
      subject: subjectSchema,
      ...v1alpha2Rules,
    }),
  })
  .transform(({ metadata, spec }) => ({
    kind: 'ClusterNetworkPolicy',
    ...metadata,
    ...spec,
  }));

/**
 * Reads an AdminNetworkPolicy of policy.networking.k8s.io/v1alpha1.
 *
 * @public
 */
export function parseAdminNetworkPolicy(
  raw: unknown,
): Parsed<ClusterNetworkPolicy> {
  return parseWith(adminNetworkPolicySchema, raw);
}

/**
 * Reads a BaselineAdminNetworkPolicy of policy.networking.k8s.io/v1alpha1.
 *
 * @public
 */
export function parseBaselineAdminNetworkPolicy(
  raw: unknown,
): Parsed<ClusterNetworkPolicy> {
  return parseWith(baselineAdminNetworkPolicySchema, raw);
}

/**
 * Reads a ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2.
 *
 * @public
 */
export function parseClusterNetworkPolicy(
  raw: unknown,
): Parsed<ClusterNetworkPolicy> {
  return parseWith(clusterNetworkPolicySchema, raw);
}
