import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { validateDns1123Label } from 'backstage-plugin-network-policy-common';
import { z } from 'zod';

const namespacesSchema = z.array(
  z.string().refine(name => validateDns1123Label(name) === undefined, {
    error: 'must be the name of a namespace',
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
      }),
    )
    .default([]),
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
    })
    .prefault({}),
  walkthrough: z
    .strictObject({
      enabled: z.boolean().default(true),
      image: z.string().min(1).default('nginx'),
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
