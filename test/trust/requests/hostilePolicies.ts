import {
  buildNetworkPolicy,
  networkPolicyAnnotations,
} from 'backstage-plugin-network-policy-common';
import { foreign, namespaces, owner } from '../cluster/world';
import { changed, HostileRequest } from './hostile';

const policiesIn = (namespace: string) =>
  `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;

/** The policy of a draft, built by the product. */
export function policy(
  namespace = namespaces.consenting,
  name = 'web-allow-all-namespaces',
) {
  return buildNetworkPolicy(
    {
      cluster: 'real',
      namespace,
      name,
      podSelector: { app: 'web' },
      from: { width: 'all-namespaces', namespaceLabels: {}, podLabels: {} },
      ports: [],
      reason: 'a test',
    },
    {
      entity: 'component:default/web',
      owner,
      requestedBy: 'user:default/dana',
    },
  );
}

/** A request that makes a policy, and one that is about one that exists. */
export const createPolicy = (
  body: object,
  namespace = namespaces.consenting,
) => ({
  method: 'POST' as const,
  path: `${policiesIn(namespace)}?dryRun=All`,
  body,
});
export const policyPath = (name: string, namespace = namespaces.consenting) =>
  `${policiesIn(namespace)}/${name}`;

const one = (path: string, value: unknown) => changed(policy(), [path, value]);
const annotation = (name: keyof typeof networkPolicyAnnotations) =>
  `metadata annotations ${networkPolicyAnnotations[name]}`;
const managedBy = 'metadata labels app.kubernetes.io/managed-by';

const made = (
  name: string,
  body: object,
  because: string,
  namespace?: string,
): HostileRequest => ({
  name,
  wall: 'admission',
  request: createPolicy(body, namespace),
  because,
});

const shape = 'a policy opens certain pods to others in the cluster';
const notOurs = "the policy is not one of the portal's";
const tools = 'the policy belongs to another tool';
const consent = 'owner is not among the owners of its Namespace';

/**
 * Policies that are not what the product makes, and changes of those that are not ours.
 *
 * @param existing - a policy of ours, as the cluster has it
 */
export function hostilePolicies(existing: {
  metadata: { name: string };
}): HostileRequest[] {
  const replaced = (
    name: string,
    because: string,
    ...changes: [string, unknown][]
  ): HostileRequest => ({
    name,
    wall: 'admission',
    request: {
      method: 'PUT',
      path: `${policyPath(existing.metadata.name)}?dryRun=All`,
      body: changed(existing, ...changes),
    },
    because,
  });
  const adopted = changed(policy(), ['metadata name', foreign.adopted]);
  return [
    made('a policy without our label', one(managedBy, undefined), notOurs),
    made("another tool's label", one(managedBy, 'Helm'), notOurs),
    made(
      'a policy about egress',
      changed(
        policy(),
        ['spec policyTypes', ['Ingress', 'Egress']],
        ['spec egress', [{}]],
      ),
      shape,
    ),
    made(
      'a policy about egress only',
      one('spec policyTypes', ['Egress']),
      shape,
    ),
    made(
      'an opening for the internet',
      one('spec ingress', [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }]),
      shape,
    ),
    made(
      'an opening for everybody everywhere',
      one('spec ingress', [{}]),
      shape,
    ),
    made(
      'a policy about all pods of the namespace',
      one('spec podSelector', {}),
      shape,
    ),
    made('a policy that only isolates', one('spec ingress', []), shape),
    made(
      'a policy for no entity',
      one(annotation('entity'), undefined),
      'a policy names the entity',
    ),
    made(
      'a policy for an owner that the Namespace does not name',
      one(annotation('owner'), 'group:default/strangers'),
      consent,
    ),
    made(
      'a policy in a namespace without consent',
      changed(policy(namespaces.silent)),
      consent,
      namespaces.silent,
    ),
    made(
      'a policy with an owner reference',
      one('metadata ownerReferences', [
        { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'x' },
      ]),
      tools,
    ),
    made(
      'a policy that cannot be deleted',
      one('metadata finalizers', ['example.com/stay']),
      tools,
    ),
    made(
      "a policy with Argo CD's mark",
      one('metadata annotations argocd.argoproj.io/tracking-id', 'x'),
      tools,
    ),
    made(
      'a policy of the walkthrough',
      one(
        'metadata labels app.kubernetes.io/part-of',
        'network-policy-walkthrough',
      ),
      "the policy is the walkthrough's",
    ),
    replaced('taking our label away', notOurs, [managedBy, undefined]),
    replaced(
      "making it another entity's",
      'a policy stays that of its entity',
      [annotation('entity'), 'component:default/database'],
    ),
    replaced(
      'an egress rule for ours',
      shape,
      ['spec egress', [{}]],
      ['spec policyTypes', ['Ingress', 'Egress']],
    ),
    {
      name: "the removal of somebody else's policy",
      wall: 'admission',
      request: {
        method: 'DELETE',
        path: `${policyPath(foreign.policy)}?dryRun=All`,
      },
      because: notOurs,
    },
    {
      name: "the replacement of somebody else's policy",
      wall: 'admission',
      request: {
        method: 'PUT',
        path: `${policyPath(foreign.policy)}?dryRun=All`,
        body: changed(policy(), ['metadata name', foreign.policy]),
      },
      because: notOurs,
    },
    {
      name: 'the removal of a policy that Argo CD has adopted',
      wall: 'admission',
      request: {
        method: 'DELETE',
        path: `${policyPath(foreign.adopted)}?dryRun=All`,
      },
      because: tools,
    },
    {
      name: 'the replacement of a policy that Argo CD has adopted',
      wall: 'admission',
      request: {
        method: 'PUT',
        path: `${policyPath(foreign.adopted)}?dryRun=All`,
        body: adopted,
      },
      because: tools,
    },
    {
      name: 'a policy in kube-system',
      wall: 'rights',
      request: createPolicy(policy('kube-system'), 'kube-system'),
    },
    {
      name: 'a policy in a namespace that has not opted in',
      wall: 'rights',
      request: createPolicy(policy(namespaces.closed), namespaces.closed),
    },
    {
      name: 'the removal of all policies',
      wall: 'rights',
      request: {
        method: 'DELETE',
        path: `${policyPath('')}?dryRun=All`.replace('/?', '?'),
      },
    },
    {
      name: 'a patch of a policy',
      wall: 'rights',
      request: {
        method: 'PATCH',
        path: `${policyPath(existing.metadata.name)}?dryRun=All`,
        body: {
          metadata: { labels: { 'app.kubernetes.io/managed-by': 'me' } },
        },
      },
    },
  ];
}
