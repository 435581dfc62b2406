import { policiesPath, policyBody, TestCluster } from '../testing/client';

const invalid = 'FieldValueInvalid';
const required = 'FieldValueRequired';
const forbidden = 'FieldValueForbidden';
const unsupported = 'FieldValueNotSupported';

const from = (peer: object) => ({ ingress: [{ from: [peer] }] });
const ports = (port: object) => ({ ingress: [{ ports: [port] }] });
const peerAt = 'spec.ingress[0].from[0]';
const portAt = 'spec.ingress[0].ports[0]';
const expression = (one: object) =>
  from({ podSelector: { matchExpressions: [one] } });

describe('validation of a NetworkPolicy', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await TestCluster.start();
  });
  afterAll(() => cluster.stop());

  function create(body: object) {
    return cluster.as('writer')('POST', policiesPath, { body });
  }

  it.each<[string, object, string, string, RegExp]>([
    ['no peer', from({}), peerAt, required, /must specify a peer/],
    [
      'two kinds of peer',
      from({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }),
      peerAt,
      forbidden,
      /may not specify both ipBlock and another peer/,
    ],
    [
      'no CIDR',
      from({ ipBlock: {} }),
      `${peerAt}.ipBlock.cidr`,
      required,
      /^Required value$/,
    ],
    [
      'a bad CIDR',
      from({ ipBlock: { cidr: '10.0.0.0' } }),
      `${peerAt}.ipBlock.cidr`,
      invalid,
      /Invalid value: "10.0.0.0": must be a valid CIDR value/,
    ],
    [
      'an exception outside',
      from({ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }),
      `${peerAt}.ipBlock.except[0]`,
      invalid,
      /must be a strict subset of `cidr`/,
    ],
    [
      'an exception as large as its block',
      from({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }),
      `${peerAt}.ipBlock.except[0]`,
      invalid,
      /strict subset/,
    ],
    [
      'a port out of range',
      ports({ port: 70000 }),
      `${portAt}.port`,
      invalid,
      /Invalid value: 70000: must be between 1 and 65535, inclusive/,
    ],
    [
      'a bad port name',
      ports({ port: 'a_b' }),
      `${portAt}.port`,
      invalid,
      /must contain only alpha-numeric characters/,
    ],
    [
      'a protocol of its own',
      ports({ port: 80, protocol: 'ICMP' }),
      `${portAt}.protocol`,
      unsupported,
      /Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"/,
    ],
    [
      'endPort below port',
      ports({ port: 80, endPort: 79 }),
      `${portAt}.endPort`,
      invalid,
      /must be greater than or equal to `port`/,
    ],
    [
      'endPort without port',
      ports({ endPort: 80 }),
      `${portAt}.endPort`,
      invalid,
      /may not be specified when `port` is not specified/,
    ],
    [
      'endPort of a name',
      ports({ port: 'http', endPort: 80 }),
      `${portAt}.endPort`,
      invalid,
      /may not be specified when `port` is non-numeric/,
    ],
    [
      'an unknown policy type',
      { policyTypes: ['Sideways'] },
      'spec.policyTypes[0]',
      unsupported,
      /"Sideways": supported values: "Ingress", "Egress"/,
    ],
    [
      'three policy types',
      { policyTypes: ['Ingress', 'Egress', 'Ingress'] },
      'spec.policyTypes',
      invalid,
      /may not specify more than two policyTypes/,
    ],
    [
      'an unknown operator',
      expression({ key: 'a', operator: 'Is' }),
      `${peerAt}.podSelector.matchExpressions[0].operator`,
      invalid,
      /not a valid selector operator/,
    ],
    [
      'In without values',
      expression({ key: 'a', operator: 'In' }),
      `${peerAt}.podSelector.matchExpressions[0].values`,
      required,
      /must be specified when `operator` is 'In' or 'NotIn'/,
    ],
    [
      'Exists with values',
      expression({ key: 'a', operator: 'Exists', values: ['b'] }),
      `${peerAt}.podSelector.matchExpressions[0].values`,
      forbidden,
      /may not be specified when `operator` is 'Exists' or 'DoesNotExist'/,
    ],
    [
      'a bad label value',
      { podSelector: { matchLabels: { app: 'not ok' } } },
      'spec.podSelector.matchLabels',
      invalid,
      /a valid label must be an empty string or consist of/,
    ],
    [
      'a bad label key',
      { podSelector: { matchLabels: { '-app': 'x' } } },
      'spec.podSelector.matchLabels',
      invalid,
      /name part must consist of alphanumeric characters/,
    ],
    [
      'an egress peer',
      { egress: [{ to: [{}] }] },
      'spec.egress[0].to[0]',
      required,
      /must specify a peer/,
    ],
  ])('refuses %s', async (_, spec, field, reason, message) => {
    const { code, body } = await create(policyBody('tried', spec));
    expect(code).toBe(422);
    expect(body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'Invalid',
      details: {
        name: 'tried',
        group: 'networking.k8s.io',
        kind: 'NetworkPolicy',
      },
    });
    expect(body.details.causes).toEqual([
      { field, reason, message: expect.stringMatching(message) },
    ]);
    expect(body.message).toBe(
      `NetworkPolicy.networking.k8s.io "tried" is invalid: ${field}: ${body.details.causes[0].message}`,
    );
  });
});
