import { exposureRules, NetworkPolicyExposure } from './exposureRules';

const exposure: NetworkPolicyExposure = {
  cluster: 'north',
  namespace: 'shop',
  width: 'all-namespaces',
  owners: ['group:default/web-team'],
  entity: 'component:default/web',
};

/** A rule and its params, as `apply` and as the filter of a list. */
const judge = <P>(
  rule: {
    apply: (resource: NetworkPolicyExposure, params: P) => boolean;
    toQuery: (params: P) => unknown;
  },
  params: P,
) => {
  const query = rule.toQuery(params) as (of: NetworkPolicyExposure) => boolean;
  return [rule.apply(exposure, params), query(exposure)];
};

const { inCluster, inNamespace, hasWidth, isOwner } = exposureRules;

describe('rules about exposures', () => {
  it.each([
    ['IN_CLUSTER', judge(inCluster, { clusters: ['south', 'north'] }), true],
    ['IN_CLUSTER', judge(inCluster, { clusters: ['nor'] }), false],
    ['IN_NAMESPACE', judge(inNamespace, { namespaces: ['shop'] }), true],
    ['IN_NAMESPACE', judge(inNamespace, { namespaces: [] }), false],
    ['HAS_WIDTH', judge(hasWidth, { widths: ['all-namespaces'] }), true],
    ['HAS_WIDTH', judge(hasWidth, { widths: ['certain-pods'] }), false],
    ['IS_OWNER', judge(isOwner, { claims: ['Group:default/Web-Team'] }), true],
    ['IS_OWNER', judge(isOwner, { claims: ['group:default/web'] }), false],
  ])('%s answers a draft and a list alike: %j', (_, answers, expected) => {
    expect(answers).toEqual([expected, expected]);
  });
});
