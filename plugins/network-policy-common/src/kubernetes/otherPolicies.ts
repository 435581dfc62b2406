/*
 * Policies of other engines may allow or deny what a verdict says otherwise of. The group of their API decides: several
 * engines have a kind called NetworkPolicy.
 */
const policyKinds: ReadonlyMap<string, readonly string[]> = new Map([
  ['cilium.io', ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy']],
  ['consul.hashicorp.com', ['ServiceIntentions']],
  ['crd.nsx.vmware.com', ['SecurityPolicy']],
  ['k8s.ovn.org', ['EgressFirewall']],
  ['kuma.io', ['MeshTrafficPermission', 'TrafficPermission']],
  [
    'policy.linkerd.io',
    ['AuthorizationPolicy', 'Server', 'ServerAuthorization'],
  ],
  ['security.istio.io', ['AuthorizationPolicy', 'PeerAuthentication']],
  ['vpcresources.k8s.aws', ['SecurityGroupPolicy']],
]);

/** Antrea's own copies of the policies that are read from where they come from. */
const groupOfCopies = 'controlplane.antrea.io';

/**
 * Whether a kind of which nothing more is known is a policy that could change a verdict: one of the known engines, or of
 * any other group or version by its name.
 */
export function isOtherPolicy(group: string, kind: string): boolean {
  if (policyKinds.get(group)?.includes(kind)) {
    return true;
  }
  // Calico's staged policies are not enforced.
  return (
    kind.endsWith('NetworkPolicy') &&
    !kind.startsWith('Staged') &&
    group !== groupOfCopies
  );
}
