import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { PolicyRule } from './rules';

/** The manifests that the README tells people to apply; nothing here repeats what they say. */
const folder = join(__dirname, '..', '..', '..', 'docs', 'kubernetes');
const files = ['reader', 'writer', 'writer-in-namespace', 'walkthrough'];

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

const objects = files.flatMap(file =>
  parseAllDocuments(readFileSync(join(folder, `${file}.yaml`), 'utf8')).map(
    document => document.toJS(),
  ),
);

function parsed<T>(schema: z.ZodType<T>): T[] {
  return objects.flatMap(object => schema.safeParse(object).data ?? []);
}

/** Rules that hold in these namespaces only. */
function within(rules: PolicyRule[], namespaces: readonly string[]) {
  return namespaces.flatMap(namespace =>
    rules.map(rule => ({ ...rule, namespace })),
  );
}

/**
 * The rules of a ClusterRole in one namespace, as if it was bound there.
 *
 * @throws Error when no manifest has it
 */
export function rulesOfRole(name: string, namespace: string): PolicyRule[] {
  const role = parsed(roleSchema).find(
    ({ metadata }) => metadata.name === name,
  );
  if (!role) throw new Error(`docs/kubernetes has no role ${name}`);
  return within(role.rules, [namespace]);
}

/**
 * The rules that the manifests give to a service account. Those of a RoleBinding hold in its namespace; a binding
 * without one is applied in every namespace that opted in.
 *
 * @throws Error when a binding names a role that no manifest has
 */
export function rulesOfManifests(
  account: { namespace: string; name: string },
  optedIn: readonly string[],
): PolicyRule[] {
  const roles = parsed(roleSchema);
  return parsed(bindingSchema)
    .filter(({ subjects }) =>
      subjects.some(
        ({ namespace, name }) =>
          namespace === account.namespace && name === account.name,
      ),
    )
    .flatMap(({ kind, roleRef, metadata: { namespace } }) => {
      const role = roles.find(
        each =>
          each.kind === roleRef.kind &&
          each.metadata.name === roleRef.name &&
          (each.kind === 'ClusterRole' ||
            each.metadata.namespace === namespace),
      );
      if (!role) throw new Error(`docs/kubernetes has no role ${roleRef.name}`);
      return kind === 'ClusterRoleBinding'
        ? role.rules
        : within(role.rules, namespace ? [namespace] : optedIn);
    });
}
