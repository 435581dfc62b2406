import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { kubectl, kubectlOrThrow } from './kubectl';

const manifests = join(__dirname, '..', '..', '..', 'docs', 'kubernetes');
const fileOf = (name: string) => join(manifests, `${name}.yaml`);

/** What an installation applies, in the order of the README. */
const shipped = ['reader', 'admission', 'writer', 'tokens', 'walkthrough'];

/** A namespace that consents and has opted in, one that only opted in, and one that did neither. */
export const namespaces = {
  consenting: 'np-trust-consenting',
  silent: 'np-trust-silent',
  closed: 'np-trust-closed',
};

/** Who owns what is shared in the tests. */
export const owner = 'group:default/web-team';

/** Objects that others have made, in the consenting namespace. */
export const foreign = {
  policy: 'made-by-hand',
  adopted: 'adopted-by-argo',
  job: 'somebody-elses',
};

const objects = [
  ...Object.values(namespaces).map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      ...(name === namespaces.consenting && {
        annotations: {
          'network-policy.backstage.io/owners': `group:default/other, ${owner}`,
        },
      }),
    },
  })),
  ...[
    { name: foreign.policy },
    {
      name: foreign.adopted,
      labels: { 'app.kubernetes.io/managed-by': 'backstage' },
      annotations: {
        'network-policy.backstage.io/entity': 'component:default/web',
        'network-policy.backstage.io/owner': owner,
        'argocd.argoproj.io/tracking-id': 'web:networking.k8s.io/NetworkPolicy',
      },
    },
  ].map(metadata => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: namespaces.consenting, ...metadata },
    spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: [] },
  })),
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { namespace: namespaces.consenting, name: foreign.job },
    spec: {
      suspend: true,
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'work', image: 'busybox' }],
        },
      },
    },
  },
];

/** Applies exactly the shipped manifests, and makes the namespaces of the tests. */
export async function createWorld(): Promise<void> {
  for (const name of shipped) {
    await kubectlOrThrow(['apply', '-f', fileOf(name)]);
  }
  await kubectlOrThrow(
    ['apply', '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
  );
  for (const namespace of [namespaces.consenting, namespaces.silent]) {
    await kubectlOrThrow([
      ...['-n', namespace, 'apply', '-f', fileOf('writer-in-namespace')],
    ]);
  }
}

/** Binds more to the writer than anybody should, so that only admission stands before the cluster. */
export async function bindEverything(): Promise<void> {
  await kubectlOrThrow([
    ...['create', 'clusterrolebinding', 'np-trust-everything'],
    ...['--clusterrole=cluster-admin'],
    '--serviceaccount=backstage:network-policy-writer',
  ]);
}

/** Takes that binding back. */
export async function unbindEverything(): Promise<void> {
  await kubectl([
    ...['delete', '--ignore-not-found', 'clusterrolebinding'],
    'np-trust-everything',
  ]);
}

/** Waits until a probing request is answered as it should be: API servers learn of new policies and rights by a watch. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
): Promise<void> {
  for (let left = 150; left > 0; left--) {
    if (await holds()) return;
    await setTimeout(200);
  }
  throw new Error(`Waited in vain until ${what}`);
}

/** Removes all of it. */
export async function removeWorld(): Promise<void> {
  await unbindEverything();
  await kubectl([
    ...['delete', '--ignore-not-found', '--wait=false', 'namespace'],
    ...Object.values(namespaces),
  ]);
  await kubectl([
    ...['delete', '--ignore-not-found', '--timeout=90s'],
    ...shipped.flatMap(name => ['-f', fileOf(name)]),
  ]);
}
