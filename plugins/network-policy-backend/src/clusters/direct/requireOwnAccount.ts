import { InputError } from '@backstage/errors';
import { ClusterCredential } from '../../config/credentialSchema';
import { KubernetesEntry } from './kubernetesEntries';

/**
 * A credential that may write must not be the kubernetes plugin's own: its proxy lends that one to everybody who has the
 * permission kubernetes.proxy. Two tokens in files cannot be compared here.
 *
 * @param key - where the credential is in the configuration, for messages
 * @throws InputError that names the key
 */
export function requireOwnAccount(
  key: string,
  { token, inCluster }: ClusterCredential,
  { authProvider, serviceAccountToken }: KubernetesEntry = {},
): void {
  // Without a token of its own, the plugin signs in as the pod too.
  const isOfPod = authProvider === 'serviceAccount' && !serviceAccountToken;
  if ((inCluster && isOfPod) || (token && token === serviceAccountToken)) {
    throw new InputError(
      `Invalid configuration. ${key} is the account of the kubernetes plugin too, whose proxy lends it to everybody with the permission kubernetes.proxy. Give the plugin's entry for that cluster a serviceAccountToken of an account that cannot write`,
    );
  }
}
