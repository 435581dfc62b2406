import { parseNetworkPolicy } from '../parseNetworkPolicy';
import { parsePod } from '../parsePod';
import { parseService } from '../parseService';
import { valueOf } from '../../testing/snapshotOf';

// Longer than the texts of which the parser of JSON itself has one copy.
const app = 'a-workload-with-a-long-name';
const revision = `${app}-5d4f8c7b9f`;
const namespace = 'a-namespace-with-a-long-name';

function readPod(name: string, labels: object = { app, tier: 'web' }) {
  const port = { name: 'http', containerPort: 8080, protocol: 'TCP' };
  const owner = { controller: true, kind: 'ReplicaSet', name: revision };
  const raw = {
    metadata: { name, namespace, labels, ownerReferences: [owner] },
    spec: {
      containers: [{ ports: [port] }],
      nodeName: 'a-node-with-a-long-name',
    },
  };
  return valueOf(parsePod(JSON.parse(JSON.stringify(raw))));
}

function readService(name: string, port: number) {
  const ports = [{ name: 'http', protocol: 'TCP', port, targetPort: 'http' }];
  const raw = { metadata: { name, namespace }, spec: { ports } };
  return valueOf(parseService(JSON.parse(JSON.stringify(raw))));
}

function readPolicy(name: string, spec: object) {
  const raw = { metadata: { name, namespace }, spec };
  return valueOf(parseNetworkPolicy(JSON.parse(JSON.stringify(raw))));
}

describe('equal parts are one object', () => {
  it('of pods', () => {
    const [one, other] = [readPod('web-1'), readPod('web-2')];
    expect(other.labels).toBe(one.labels);
    expect(other.owner).toBe(one.owner);
    expect(other.ports).toBe(one.ports);
  });

  it('of Services: their ports', () => {
    const { ports } = readService('one', 80);
    expect(readService('two', 80).ports).toBe(ports);
    expect(readService('three', 81).ports).not.toEqual(ports);
    expect(readService('four', 80).ports).toBe(ports);
  });

  it('of policies: what they select, and their rules', () => {
    const peers = [
      { podSelector: {} },
      { namespaceSelector: { matchLabels: { team: 'payments' } } },
      { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
    ];
    const spec = {
      podSelector: { matchLabels: { app } },
      ingress: [{ from: peers, ports: [{ protocol: 'TCP', port: 80 }] }],
    };
    const one = readPolicy('one', spec);
    const other = readPolicy('other', spec);
    expect(other.podSelector).toBe(one.podSelector);
    expect(other.ingress).toBe(one.ingress);
    for (let left = 0; left < peers.length; left++) {
      const from = peers.filter((_, index) => index !== left);
      const rules = readPolicy('less', { ingress: [{ from }] }).ingress;
      expect(rules).not.toEqual(one.ingress);
      expect(rules[0].peers).toHaveLength(2);
    }
  });

  it('which are not merely similar', () => {
    const rulesOf = (except: string[], port = 80) =>
      readPolicy('one', {
        ingress: [
          {
            from: [{ ipBlock: { cidr: '10.0.0.0/8', except } }],
            ports: [{ protocol: 'TCP', port }],
          },
        ],
      }).ingress;
    const all = [
      rulesOf([]),
      rulesOf(['10.1.0.0/16']),
      rulesOf(['10.1.0.0/16', '10.2.0.0/16']),
      rulesOf(['10.2.0.0/16']),
      rulesOf([], 81),
    ];
    expect(new Set(all.map(rules => JSON.stringify(rules))).size).toBe(5);
  });

  it('but keep the order in which their keys come', () => {
    const one = readPod('web-1', { app, tier: 'web' });
    const other = readPod('web-2', { tier: 'web', app });
    expect(Object.keys(one.labels)).toEqual(['app', 'tier']);
    expect(Object.keys(other.labels)).toEqual(['tier', 'app']);
    expect(other.labels).toEqual(one.labels);
  });
});

it('what is read stays as it is when the raw object changes', () => {
  const labels = { app: 'before' };
  const raw = { metadata: { name: 'web', labels }, spec: { containers: [] } };
  const read = valueOf(parsePod(raw));
  labels.app = 'after';
  expect(read.labels).toEqual({ app: 'before' });
});
