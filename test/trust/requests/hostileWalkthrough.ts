/* eslint-disable @backstage/no-forbidden-package-imports -- what is proved are the product's own objects, which no package offers to others */
import {
  bindingOfContents,
  walkthroughParts,
} from 'backstage-plugin-network-policy-backend/src/walkthrough/walkthroughObjects';
import { ApiRequest } from '../cluster/Account';
import { namespaces, owner } from '../cluster/world';
import { changed, HostileRequest } from './hostile';

const { secondary, pod, service, denyAll } = walkthroughParts({
  image: 'nginx',
});

const post = (path: string, body: object): ApiRequest => ({
  method: 'POST',
  path: `${path}?dryRun=All`,
  body,
});
const makeNamespace = (body: object) => post('/api/v1/namespaces', body);
const makePod = (body: object, namespace = 'default') =>
  post(`/api/v1/namespaces/${namespace}/pods`, body);
const makeService = (body: object) =>
  post('/api/v1/namespaces/default/services', body);
const makePolicy = (body: object) =>
  post('/apis/networking.k8s.io/v1/namespaces/default/networkpolicies', body);
const bind = (body: object, namespace: string) =>
  post(
    `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/rolebindings`,
    body,
  );

/** What the walkthrough makes, and may. */
export const ofWalkthrough: readonly ApiRequest[] = [
  makeNamespace(secondary.manifest),
  makePod(pod.manifest),
  makeService(service.manifest),
  makePolicy(denyAll.manifest),
];

const own = 'the walkthrough makes and removes its own objects';
const notItsPod = 'the pod is not that of the example service';

/** What the walkthrough's token must not get through. */
export function hostileWalkthrough(): HostileRequest[] {
  const refused = (
    name: string,
    request: ApiRequest,
    because: string,
  ): HostileRequest => ({ name, wall: 'admission', request, because });
  const onePod = (path: string, value: unknown) =>
    makePod(changed<object>(pod.manifest, [path, value]));
  return [
    refused(
      'another Namespace',
      makeNamespace(
        changed<object>(secondary.manifest, ['metadata name', 'x']),
      ),
      own,
    ),
    refused(
      'a Namespace that consents',
      makeNamespace(
        changed<object>(secondary.manifest, [
          'metadata annotations network-policy.backstage.io/owners',
          owner,
        ]),
      ),
      'the walkthrough consents to nothing',
    ),
    refused('a pod of another name', onePod('metadata name', 'other'), own),
    refused(
      'a pod on the network of the node',
      onePod('spec hostNetwork', true),
      notItsPod,
    ),
    refused(
      'a pod of another image',
      onePod('spec containers 0 image', 'busybox'),
      notItsPod,
    ),
    refused(
      'a pod with a volume of the node',
      onePod('spec volumes', [{ name: 'h', hostPath: { path: '/' } }]),
      notItsPod,
    ),
    refused(
      'a Service for other pods',
      makeService(
        changed<object>(service.manifest, ['spec selector app', 'db']),
      ),
      'the Service is not that of the example service',
    ),
    refused(
      'a policy about other pods',
      makePolicy(
        changed<object>(denyAll.manifest, [
          'spec podSelector matchLabels app',
          'db',
        ]),
      ),
      'the policy is not that of the example service',
    ),
    refused(
      'a pod that runs a command as its readiness probe',
      onePod('spec containers 0 readinessProbe', { exec: { command: ['id'] } }),
      notItsPod,
    ),
    refused(
      'a pod that joins another Service',
      onePod('metadata labels tier', 'db'),
      notItsPod,
    ),
    refused(
      'its role in the namespace default',
      bind(
        changed<object>(bindingOfContents.manifest, [
          'metadata namespace',
          'default',
        ]),
        'default',
      ),
      own,
    ),
    {
      name: 'a pod in another namespace',
      wall: 'rights',
      request: makePod(
        changed<object>(pod.manifest, [
          'metadata namespace',
          namespaces.consenting,
        ]),
        namespaces.consenting,
      ),
    },
    {
      name: 'the removal of another Namespace',
      wall: 'rights',
      request: {
        method: 'DELETE',
        path: `/api/v1/namespaces/${namespaces.closed}?dryRun=All`,
      },
    },
    {
      name: 'Secrets',
      wall: 'rights',
      request: { method: 'GET', path: '/api/v1/namespaces/default/secrets' },
    },
  ];
}
