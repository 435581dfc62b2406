import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { Api } from './Api';
import { home } from './world';

/** The manifest that the README tells people to apply. */
const manifest = join(__dirname, '..', '..', '..', 'docs', 'rbac.yaml');

const roleSchema = z.object({
  kind: z.literal('ClusterRole'),
  metadata: z.object({ name: z.string() }),
  rules: z.array(z.unknown()),
});

const tokenSchema = z.object({ status: z.object({ token: z.string() }) });

const role = 'np-faults-portal';
const rbac = '/apis/rbac.authorization.k8s.io/v1';

/** The documented rights to read what decides about connections, and to write policies. */
async function documentedRules(): Promise<unknown[]> {
  const documents = parseAllDocuments(await readFile(manifest, 'utf8'));
  return documents
    .flatMap(document => roleSchema.safeParse(document.toJS()).data ?? [])
    .filter(({ metadata }) =>
      ['network-policy-reach', 'network-policy-exposures'].includes(
        metadata.name,
      ),
    )
    .flatMap(({ rules }) => rules);
}

/** How the API server calls a service account. */
export const accountOf = (name: string) =>
  `system:serviceaccount:${home}:${name}`;

async function tokenOf(api: Api, account: string): Promise<string> {
  const accounts = `/api/v1/namespaces/${home}/serviceaccounts`;
  await api.ask('POST', accounts, { metadata: { name: account } });
  const answer = await api.ask('POST', `${accounts}/${account}/token`, {
    spec: { expirationSeconds: 7_200 },
  });
  return tokenSchema.parse(answer).status.token;
}

/**
 * Makes the portal's service account with the documented rights, and one without any.
 */
export async function grantRights(
  api: Api,
): Promise<{ portal: string; powerless: string }> {
  await api.ask('POST', `${rbac}/clusterroles`, {
    metadata: { name: role },
    rules: await documentedRules(),
  });
  await api.ask('POST', `${rbac}/clusterrolebindings`, {
    metadata: { name: role },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: role,
    },
    subjects: [{ kind: 'ServiceAccount', name: 'portal', namespace: home }],
  });
  return {
    portal: await tokenOf(api, 'portal'),
    powerless: await tokenOf(api, 'powerless'),
  };
}

/** Takes the rights back. The accounts go with their namespace. */
export async function revokeRights(api: Api): Promise<void> {
  for (const kind of ['clusterrolebindings', 'clusterroles']) {
    await api.ask('DELETE', `${rbac}/${kind}/${role}`).catch(() => {});
  }
}
