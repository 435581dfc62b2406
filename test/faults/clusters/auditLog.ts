import { z } from 'zod';

/** What the API server shall write down: who asked for what, as soon as it was asked for. */
export const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['ResponseStarted', 'ResponseComplete', 'Panic'],
  rules: [{ level: 'Metadata' }],
};

const eventSchema = z.object({
  verb: z.string(),
  requestURI: z.string(),
  user: z.object({ username: z.string() }),
});

/** The methods of verbs that are no method themselves. */
const methods: Readonly<Record<string, string>> = {
  list: 'GET',
  watch: 'GET',
  create: 'POST',
  update: 'PUT',
  deletecollection: 'DELETE',
};

/** The requests of some accounts in such a log, as `GET /api/v1/pods?limit=500`. */
export function requestsIn(
  log: string,
  usernames: readonly string[],
): string[] {
  return log
    .split('\n')
    .filter(line => line !== '')
    .map(line => eventSchema.parse(JSON.parse(line)))
    .filter(({ user }) => usernames.includes(user.username))
    .map(
      ({ verb, requestURI }) =>
        `${methods[verb] ?? verb.toUpperCase()} ${requestURI}`,
    );
}
