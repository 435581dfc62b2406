import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { Api } from './Api';
import { home } from './world';

/** The manifests that the README tells people to apply. */
const manifests = join(__dirname, '..', '..', '..', 'docs', 'kubernetes');

const roleSchema = z.object({
  kind: z.literal('ClusterRole'),
  metadata: z.object({ name: z.string() }),
  rules: z.array(z.unknown()),
});

const tokenSchema = z.object({ status: z.object({ token: z.string() }) });

/** The portal's two accounts. */
const accounts = ['reader', 'writer'] as const;

const roleOf = (account: string) => `np-faults-${account}`;
const rbac = '/apis/rbac.authorization.k8s.io/v1';

/** The documented rights of an account. */
async function documentedRules(
  account: (typeof accounts)[number],
): Promise<unknown[]> {
  const file = join(manifests, `${account}.yaml`);
  return parseAllDocuments(await readFile(file, 'utf8')).flatMap(
    document => roleSchema.safeParse(document.toJS()).data?.rules ?? [],
  );
}

/** How the API server calls the portal's accounts. */
export const accountsOfPortal = accounts.map(
  name => `system:serviceaccount:${home}:${name}`,
);

async function tokenOf(api: Api, account: string): Promise<string> {
  const folder = `/api/v1/namespaces/${home}/serviceaccounts`;
  await api.ask('POST', folder, { metadata: { name: account } });
  const answer = await api.ask('POST', `${folder}/${account}/token`, {
    spec: { expirationSeconds: 7_200 },
  });
  return tokenSchema.parse(answer).status.token;
}

/**
 * Makes the portal's service accounts with the documented rights, and one without any.
 */
export async function grantRights(
  api: Api,
): Promise<{ reader: string; writer: string; powerless: string }> {
  for (const account of accounts) {
    const name = roleOf(account);
    await api.ask('POST', `${rbac}/clusterroles`, {
      metadata: { name },
      rules: await documentedRules(account),
    });
    await api.ask('POST', `${rbac}/clusterrolebindings`, {
      metadata: { name },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name,
      },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: home }],
    });
  }
  return {
    reader: await tokenOf(api, 'reader'),
    writer: await tokenOf(api, 'writer'),
    powerless: await tokenOf(api, 'powerless'),
  };
}

/** Takes the rights back. The accounts go with their namespace. */
export async function revokeRights(api: Api): Promise<void> {
  for (const kind of ['clusterrolebindings', 'clusterroles']) {
    for (const account of accounts) {
      const path = `${rbac}/${kind}/${roleOf(account)}`;
      await api.ask('DELETE', path).catch(() => {});
    }
  }
}
