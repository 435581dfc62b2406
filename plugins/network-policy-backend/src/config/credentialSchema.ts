import { z } from 'zod';

const fields = {
  token: z.string().min(1).optional(),
  tokenFile: z.string().min(1).optional(),
  inCluster: z.boolean().optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  caData: z.string().min(1).optional(),
  caFile: z.string().min(1).optional(),
};

interface CredentialFields {
  token?: string;
  tokenFile?: string;
  inCluster?: boolean;
}

/** There must be one way to sign in, and not two of which nobody knows which counts. */
function requireOneWay(
  { token, tokenFile, inCluster }: CredentialFields,
  context: z.core.$RefinementCtx,
) {
  const ways = [token, tokenFile, inCluster || undefined].filter(
    way => way !== undefined,
  );
  if (ways.length !== 1) {
    context.addIssue({
      code: 'custom',
      message: 'needs exactly one of token, tokenFile and inCluster: true',
    });
  }
}

/**
 * A credential for one cluster that this backend alone holds. Address and certificate authority are those of the
 * kubernetes plugin's entry of that name where they are not given.
 */
export const credentialSchema = z
  .strictObject(fields)
  .superRefine(requireOneWay);

/** A credential with the cluster that it is for. */
export const namedCredentialSchema = z
  .strictObject({ name: z.string().min(1), ...fields })
  .superRefine(requireOneWay);

/** See {@link credentialSchema}. */
export type ClusterCredential = z.output<typeof credentialSchema>;
