import { z } from 'zod';

/** The cluster to test on, and the program that applies the manifests as a person would. */
export const environment = z
  .object({
    KUBECONFIG: z.string().min(1),
    KUBECTL: z.string().min(1).default('kubectl'),
  })
  .transform(variables => ({
    kubeconfig: variables.KUBECONFIG,
    kubectl: variables.KUBECTL,
  }))
  .parse(process.env);
