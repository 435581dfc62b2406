import { z } from 'zod';

/** What the set-up tells the tests: see setup/portalUnderTest.mjs. */
export const environment = z
  .object({
    /** The portal in which a platform engineer is signed in. Only where there are many services: on the demo cluster. */
    JOURNEY_PLATFORM_PORTAL_URL: z.url().optional(),
    /** The PostgreSQL that holds its data. */
    JOURNEY_PLATFORM_DATABASE_URL: z.url().optional(),
    JOURNEY_CLUSTER_NAME: z.string().min(1),
    JOURNEY_CLUSTER_TITLE: z.string().min(1),
    JOURNEY_KUBECONFIG: z.string().min(1),
    /** Only where there is a kubectl: on a real cluster. */
    JOURNEY_KUBECTL: z.string().min(1).optional(),
  })
  .transform(variables => ({
    platformPortalUrl: variables.JOURNEY_PLATFORM_PORTAL_URL,
    platformDatabaseUrl: variables.JOURNEY_PLATFORM_DATABASE_URL,
    clusterName: variables.JOURNEY_CLUSTER_NAME,
    clusterTitle: variables.JOURNEY_CLUSTER_TITLE,
    kubeconfig: variables.JOURNEY_KUBECONFIG,
    kubectl: variables.JOURNEY_KUBECTL,
  }))
  .parse(process.env);
