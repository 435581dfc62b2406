import { InputError } from '@backstage/errors';
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { ClusterCredential } from '../../config/credentialSchema';
import { KubernetesEntry } from './kubernetesEntries';

/** Where Kubernetes mounts the service account of a pod. */
export const serviceAccountFolder =
  '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Where an API server is, and who vouches for it: a certificate authority as PEM, its file, or by default the
 * authorities that Node.js trusts.
 */
export interface ServerAddress {
  url: string;
  ca?: { pem: string } | { file: string };
}

/**
 * Finds the API server that a credential is for: the credential itself comes first, then the pod's surroundings for
 * `inCluster`, then the entry of the kubernetes plugin.
 *
 * @param key - where the credential is in the configuration, for messages
 * @throws InputError that names the key which is missing or unsafe
 */
export function serverAddress(
  key: string,
  credential: ClusterCredential,
  {
    entry = {},
    env = process.env,
    folder = serviceAccountFolder,
  }: {
    entry?: KubernetesEntry;
    env?: Readonly<Record<string, string | undefined>>;
    folder?: string;
  } = {},
): ServerAddress {
  const inPod = credential.inCluster ? urlInPod(env) : undefined;
  const url = credential.url ?? inPod ?? entry.url;
  if (!url) {
    throw new InputError(
      `Invalid configuration. ${key}.url is missing: neither the configuration of the kubernetes plugin${
        credential.inCluster ? ' nor the pod' : ''
      } says where the API server of that cluster is`,
    );
  }
  const address = parseUrl(key, url);
  if (address.protocol === 'http:') {
    requireLoopback(key, address);
    return { url: withoutSlash(address) };
  }
  const ca =
    caOf(key, credential) ??
    (credential.inCluster ? { file: join(folder, 'ca.crt') } : undefined) ??
    caOf('kubernetes.clusterLocatorMethods[].clusters[]', entry);
  if (!ca && entry.skipTLSVerify) {
    throw new InputError(
      `Invalid configuration. ${key}.caData or caFile is missing: the kubernetes plugin does not verify the certificate of that cluster (skipTLSVerify), and a token that can write must not reach an unknown server`,
    );
  }
  return { url: withoutSlash(address), ca };
}

function urlInPod({
  KUBERNETES_SERVICE_HOST: host,
  KUBERNETES_SERVICE_PORT: port = '443',
}: Readonly<Record<string, string | undefined>>): string | undefined {
  return host && `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function parseUrl(key: string, url: string): URL {
  if (!URL.canParse(url) || !/^https?:/i.test(url)) {
    throw new InputError(
      `Invalid configuration. ${key}.url: the address of the API server must begin with https://`,
    );
  }
  return new URL(url);
}

/** A token in plain text may be read on its way. What listens on this machine, such as `kubectl proxy`, is no way. */
function requireLoopback(key: string, { hostname }: URL) {
  if (!/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)) {
    throw new InputError(
      `Invalid configuration. ${key}.url must begin with https://: a token is sent over http:// to this machine only`,
    );
  }
}

function caOf(
  key: string,
  { caData, caFile }: { caData?: string; caFile?: string },
): ServerAddress['ca'] {
  if (!caData) {
    return caFile ? { file: caFile } : undefined;
  }
  const pem = Buffer.from(caData, 'base64').toString('utf8');
  if (!isCertificate(pem)) {
    throw new InputError(
      `Invalid configuration. ${key}.caData must be a certificate in PEM form, encoded in base64`,
    );
  }
  return { pem };
}

/** Node.js ignores text without a certificate, and then refuses every server with a reason that misleads. */
export function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}

function withoutSlash({ href }: URL): string {
  return href.replace(/\/+$/, '');
}
