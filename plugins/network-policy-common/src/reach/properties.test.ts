import { IndexedCluster } from '../cluster/IndexedCluster';
import fc from 'fast-check';
import { parse } from 'yaml';
import { buildNetworkPolicy, stringifyManifest } from '../exposures/manifest';
import { Pod } from '../kubernetes/clusterSnapshot';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { parseNetworkPolicy } from '../kubernetes/parseNetworkPolicy';
import { webDraft } from '../testing/draft';
import { pod, snapshot, valueOf } from '../testing/snapshotOf';
import { evaluateConnection } from '../verdict/evaluateConnection';
import { compareReach } from './compareReach';
import { evaluateReach } from './evaluateReach';

const value = fc.constantFrom('x', 'y');
const labels = fc.dictionary(fc.constantFrom('app', 'role'), value, {
  maxKeys: 2,
});
const namespaceName = fc.constantFrom('default', 'a', 'b');
const selector = fc.record({
  matchLabels: labels,
  matchExpressions: fc.array(
    fc.record({
      key: fc.constantFrom('app', 'role'),
      operator: fc.constantFrom('Exists', 'DoesNotExist'),
    }),
    { maxLength: 1 },
  ),
});
const peer = fc.oneof(
  selector.map(podSelector => ({ podSelector })),
  fc.constant({ namespaceSelector: {} }),
  fc.record({ namespaceSelector: selector, podSelector: selector }),
  fc.constant({ ipBlock: { cidr: '10.0.0.0/29', except: ['10.0.0.4/30'] } }),
);
const ports = fc.array(
  fc.constantFrom({ port: 80 }, { port: 'http' }, { protocol: 'UDP' }),
  { maxLength: 2 },
);
const ingress = fc.array(
  fc.record({ from: fc.array(peer, { maxLength: 2 }), ports }),
  { maxLength: 2 },
);
const egress = fc.array(
  fc.record({ to: fc.array(peer, { maxLength: 2 }), ports }),
  { maxLength: 2 },
);
const policies = fc
  .array(
    fc.record({
      namespace: namespaceName,
      podSelector: selector,
      policyTypes: fc.subarray(['Ingress', 'Egress'], { minLength: 1 }),
      ingress,
      egress,
    }),
    { maxLength: 4 },
  )
  .map(specs =>
    specs.map(
      ({ namespace, ...spec }, index): NetworkPolicy =>
        valueOf(
          parseNetworkPolicy({
            metadata: { name: `p${index}`, namespace },
            spec,
          }),
        ),
    ),
  );
const pods = fc
  .array(fc.record({ namespace: namespaceName, labels, named: fc.boolean() }), {
    minLength: 1,
    maxLength: 5,
  })
  .map(list =>
    list.map(
      ({ namespace, labels: own, named }, index): Pod =>
        pod(`${namespace}/pod${index}`, own, {
          addresses: [`10.0.0.${index + 1}`],
          ports: named
            ? [{ name: 'http', protocol: 'TCP', containerPort: 80 }]
            : [],
        }),
    ),
  );

const web = pod(
  'default/web',
  { app: 'web' },
  {
    addresses: ['10.0.0.9'],
    ports: [{ name: 'http', protocol: 'TCP', containerPort: 80 }],
  },
);
const np05 = valueOf(
  parseNetworkPolicy(parse(stringifyManifest(buildNetworkPolicy(webDraft)))),
);
const denyAll = { ...np05, name: 'deny-all', ingress: [] };
const reachOf = (cluster: Pod[], networkPolicies: NetworkPolicy[]) =>
  evaluateReach(
    IndexedCluster.from(snapshot({ pods: [web, ...cluster], networkPolicies })),
    { namespace: 'default', pods: [web] },
  );

it('rule 11: a further policy on isolated pods never takes reach away', () => {
  fc.assert(
    fc.property(pods, policies, ingress, (cluster, others, rules) => {
      const before = [denyAll, ...others];
      const further = valueOf(
        parseNetworkPolicy({
          metadata: { name: 'further' },
          spec: {
            podSelector: { matchLabels: { app: 'web' } },
            policyTypes: ['Ingress'],
            ingress: rules,
          },
        }),
      );
      const { loses } = compareReach(
        reachOf(cluster, before),
        reachOf(cluster, [...before, further]),
      );
      expect(loses).toEqual([]);
    }),
  );
});

it('rule 11: the order of policies does not matter', () => {
  fc.assert(
    fc.property(pods, policies, (cluster, some) => {
      const all = [denyAll, np05, ...some];
      const there = reachOf(cluster, all);
      const back = reachOf(cluster, [...all].reverse());
      const facts = (reach: typeof there) => [
        reach.headline,
        reach.outside,
        reach.namespaces.map(row => [row.namespace, row.reach, row.pods]),
      ];
      expect(facts(back)).toEqual(facts(there));
    }),
  );
});

it('NP-05 from a draft opens isolated pods to all namespaces and shuts sources outside out', () => {
  fc.assert(
    fc.property(pods, cluster => {
      const reach = reachOf(cluster, [denyAll, np05]);
      expect(reach.headline).toBe('open-to-all');
      expect(reach.outside).toBe('shut-out');
      expect(reach.namespaces.every(row => row.reach === 'all')).toBe(true);
    }),
  );
});

it('says of a namespace what single connections of its pods say', () => {
  fc.assert(
    fc.property(pods, policies, (cluster, some) => {
      const networkPolicies = [denyAll, ...some];
      const all = IndexedCluster.from(
        snapshot({ pods: [web, ...cluster], networkPolicies }),
      );
      for (const row of reachOf(cluster, networkPolicies).namespaces) {
        const sources = cluster.filter(
          ({ namespace }) => namespace === row.namespace,
        );
        const connecting = sources.filter(
          source =>
            evaluateConnection(all, {
              from: { kind: 'pod', pod: source },
              to: { kind: 'pod', pod: web },
              port: { protocol: 'TCP', port: 80 },
            }).allowed,
        );
        expect(row.pods).toEqual({
          allowed: connecting.length,
          total: sources.length,
        });
      }
    }),
  );
});
