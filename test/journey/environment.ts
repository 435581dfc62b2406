import { z } from 'zod';

/** What the set-up tells the tests: see setup/portalUnderTest.mjs. */
export const environment = z
  .object({
    JOURNEY_PORTAL_URL: z.url(),
    JOURNEY_CLUSTER_NAME: z.string().min(1),
    JOURNEY_CLUSTER_TITLE: z.string().min(1),
    JOURNEY_KUBECONFIG: z.string().min(1),
    /** Only where there is a kubectl: on a real cluster. */
    JOURNEY_KUBECTL: z.string().min(1).optional(),
  })
  .transform(variables => ({
    portalUrl: variables.JOURNEY_PORTAL_URL,
    clusterName: variables.JOURNEY_CLUSTER_NAME,
    clusterTitle: variables.JOURNEY_CLUSTER_TITLE,
    kubeconfig: variables.JOURNEY_KUBECONFIG,
    kubectl: variables.JOURNEY_KUBECTL,
  }))
  .parse(process.env);
