import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { PolicyRule } from './rules';

/** The manifest that the README tells people to apply; nothing here repeats what it says. */
const manifest = join(__dirname, '..', '..', '..', 'docs', 'rbac.yaml');

const ruleSchema = z.object({
  apiGroups: z.array(z.string()),
  resources: z.array(z.string()),
  resourceNames: z.array(z.string()).optional(),
  verbs: z.array(z.string()),
});

const roleSchema = z.object({
  kind: z.enum(['Role', 'ClusterRole']),
  metadata: z.object({ name: z.string(), namespace: z.string().optional() }),
  rules: z.array(ruleSchema),
});

const bindingSchema = z.object({
  kind: z.enum(['RoleBinding', 'ClusterRoleBinding']),
  metadata: z.object({ namespace: z.string().optional() }),
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z.array(
    z.object({
      kind: z.literal('ServiceAccount'),
      name: z.string(),
      namespace: z.string(),
    }),
  ),
});

/**
 * The rules that the manifest gives to a service account; those of a RoleBinding hold in its namespace.
 *
 * @throws Error when a binding names a role that the manifest does not have
 */
export function rulesOfManifest(account: {
  namespace: string;
  name: string;
}): PolicyRule[] {
  const objects = parseAllDocuments(readFileSync(manifest, 'utf8')).map(
    document => document.toJS(),
  );
  const parsed = <T>(schema: z.ZodType<T>) =>
    objects.flatMap(object => schema.safeParse(object).data ?? []);
  const roles = parsed(roleSchema);
  return parsed(bindingSchema)
    .filter(({ subjects }) =>
      subjects.some(
        ({ namespace, name }) =>
          namespace === account.namespace && name === account.name,
      ),
    )
    .flatMap(({ roleRef, metadata: { namespace } }) => {
      const role = roles.find(
        ({ kind, metadata }) =>
          kind === roleRef.kind &&
          metadata.name === roleRef.name &&
          (kind === 'ClusterRole' || metadata.namespace === namespace),
      );
      if (!role) throw new Error(`docs/rbac.yaml has no ${roleRef.name}`);
      return role.rules.map(rule => ({ ...rule, namespace }));
    });
}
