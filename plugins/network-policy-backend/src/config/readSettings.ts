import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { validateDns1123Label } from 'backstage-plugin-network-policy-common';
import { z } from 'zod';
import { credentialSchema, namedCredentialSchema } from './credentialSchema';
import { normaliseOwner } from './normaliseOwner';

const namespacesSchema = z.array(
  z.string().refine(name => validateDns1123Label(name) === undefined, {
    error: 'must be the name of a namespace',
  }),
);

/** Names in which `*` stands for any characters. */
const patternsSchema = z.array(
  z.string().regex(/^[-a-z0-9*]{1,63}$/, {
    error:
      'must be the name of a namespace, in which * stands for any characters',
  }),
);

/** Of two entries for one cluster nobody would know which counts. */
function requireOneEach(
  entries: readonly { name: string }[],
  context: z.core.$RefinementCtx,
) {
  entries.forEach(({ name }, index) => {
    if (entries.findIndex(entry => entry.name === name) < index) {
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `cluster ${name} has an entry already`,
      });
    }
  });
}

const ownersSchema = z.array(
  z.string().transform((reference, context) => {
    const owner = normaliseOwner(reference);
    if (owner === undefined) {
      context.addIssue({
        code: 'custom',
        message: 'must be a full entity reference, like group:default/web-team',
      });
      return z.NEVER;
    }
    return owner;
  }),
);

/** What may be said below `networkPolicy`; config.d.ts and docs/operations.md have the same keys. */
export const settingsSchema = z.strictObject({
  cluster: z
    .strictObject({
      timeoutMs: z.number().int().min(500).max(60_000).default(10_000),
      pollSeconds: z.number().int().min(10).max(3_600).default(60),
      idleMinutes: z.number().int().min(1).max(1_440).default(30),
      alwaysOn: z.boolean().default(false),
      namespaces: namespacesSchema.default([]),
    })
    .prefault({}),
  clusters: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        alwaysOn: z.boolean().optional(),
        namespaces: namespacesSchema.optional(),
        writer: credentialSchema.optional(),
      }),
    )
    .superRefine(requireOneEach)
    .default([]),
  writeThrough: z.enum(['none', 'kubernetes-plugin']).default('none'),
  ownership: z
    .strictObject({
      namespaceAnnotation: z.boolean().default(false),
      podLabel: z.boolean().default(false),
      namespaces: z
        .array(
          z.strictObject({
            match: patternsSchema.element,
            cluster: z.string().min(1).optional(),
            owners: ownersSchema,
          }),
        )
        .default([]),
      denied: patternsSchema.default([]),
    })
    .prefault({}),
  probes: z
    .strictObject({
      image: z
        .string()
        .min(1)
        .default('registry.k8s.io/e2e-test-images/agnhost:2.53'),
      timeoutMs: z.number().int().min(500).max(10_000).default(2_000),
      concurrency: z.number().int().min(1).max(50).default(4),
      deadlineSeconds: z.number().int().min(10).max(300).default(30),
      clusterDomain: z.string().min(1).default('cluster.local'),
      leaseSeconds: z.number().int().min(3).max(300).default(30),
      retentionDays: z.number().int().min(1).max(3650).default(30),
      runsPerPerson: z.number().int().min(1).max(20).default(3),
      runsPerCluster: z.number().int().min(1).max(20).default(10),
      from: z
        .strictObject({
          namespaces: patternsSchema.default([]),
          labelSelector: z.string().min(1).max(1_000).optional(),
        })
        .prefault({}),
    })
    .prefault({}),
  walkthrough: z
    .strictObject({
      enabled: z.boolean().default(false),
      image: z.string().min(1).default('nginx'),
      clusters: z
        .array(namedCredentialSchema)
        .superRefine(requireOneEach)
        .default([]),
    })
    .prefault({}),
});

/**
 * What `networkPolicy` in app-config says, with its defaults. See config.d.ts.
 */
export type Settings = z.output<typeof settingsSchema>;

/**
 * Reads the settings once, at start-up.
 *
 * @throws InputError that names every key that is wrong.
 */
export function readSettings(config: Config): Settings {
  const parsed = settingsSchema.safeParse(
    config.getOptional('networkPolicy') ?? {},
  );
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) =>
        `${['networkPolicy', ...path].join('.')}: ${message}`,
    );
    throw new InputError(`Invalid configuration. ${problems.join('; ')}`);
  }
  return parsed.data;
}
