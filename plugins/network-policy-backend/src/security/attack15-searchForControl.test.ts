import { Pod } from 'backstage-plugin-network-policy-common';
import { policy } from '../__testUtils__/parsedPolicy';
import { viewOf } from '../__testUtils__/viewOf';
import { Expectations } from '../targets/expectation';

const NAMESPACES = 10_000;
const PODS = 100;

const pods = Array.from(
  { length: PODS },
  (_, nth): Pod => ({
    namespace: 'web',
    name: `web-${nth}`,
    labels: { app: 'web' },
    phase: 'Running',
    hostNetwork: false,
    addresses: [`10.0.0.${nth}`],
    ports: [],
  }),
);

const names = Array.from({ length: NAMESPACES }, (_, nth) => `client-${nth}`);

const search = (spec: object, egressIn: readonly string[] = []) => {
  const view = viewOf({
    pods,
    namespaces: names.map(name => ({ name, labels: {} })),
    networkPolicies: [
      policy('web', spec),
      ...egressIn.map(namespace =>
        policy(namespace, { podSelector: {}, policyTypes: ['Egress'] }),
      ),
    ],
  });
  const expectations = new Expectations(
    view,
    pods.map(pod => ({ pod, port: { protocol: 'TCP', port: 80 } })),
  );
  const control = expectations.findControl(names, 'run-1');
  return { control, evaluations: expectations.evaluations };
};

describe('attack 15: a search for a control over 10,000 namespaces and 100 pods', () => {
  it('evaluates one answer where no policy tells pods or namespaces apart', () => {
    expect(search({ podSelector: {}, policyTypes: ['Ingress'] })).toEqual({
      control: undefined,
      evaluations: 1,
    });
  });

  it('evaluates at most one answer more for each kind of namespace', () => {
    const from = [{ namespaceSelector: { matchLabels: { tier: 'front' } } }];
    const restricted = names.slice(0, 20);

    const { control, evaluations } = search(
      { podSelector: {}, ingress: [{ from }] },
      restricted,
    );

    expect(control).toBeUndefined();
    expect(evaluations).toBeLessThanOrEqual(1 + restricted.length);
  });

  it('stops at the first namespace that should connect', () => {
    expect(
      search({ podSelector: {}, ingress: [{}] }, names.slice(0, 3)),
    ).toEqual({ control: 'client-3', evaluations: 5 });
  });
});
