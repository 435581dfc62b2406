import { z } from 'zod';

/** What a person can choose: the cluster, and the policy sets. */
export const environment = z
  .object({
    KUBECONFIG: z.string().min(1),
    /** Of the first set; each one after it has the next number. */
    POLICY_SEED: z.coerce
      .number()
      .int()
      .nonnegative()
      .default(() => Date.now() % 2 ** 31),
    POLICY_SETS: z.coerce.number().int().positive().default(40),
  })
  .transform(variables => ({
    firstSeed: variables.POLICY_SEED,
    sets: variables.POLICY_SETS,
  }))
  .parse(process.env);
