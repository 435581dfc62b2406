import { stringify } from 'yaml';

/** The kubeconfig of one user; the context says that the cluster is simulated. */
export function kubeconfigOf(options: {
  cluster: string;
  user: string;
  url: string;
  certificate: string;
  token: string;
}): string {
  const { cluster, user, url, certificate, token } = options;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: {
          server: url,
          'certificate-authority-data':
            Buffer.from(certificate).toString('base64'),
        },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: cluster, context: { cluster, user } }],
    'current-context': cluster,
  });
}
