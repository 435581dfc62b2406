import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Labels, Namespace } from 'backstage-plugin-network-policy-common';
import { viewOf } from '../__testUtils__/viewOf';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { readSettings } from '../config/readSettings';
import { LoadedEntity } from '../targets/LoadedEntity';
import { ClusterReading } from '../state/clusterHealth';
import { Ownership } from './Ownership';

// The state that stands in for the cluster never asks it.
const cluster = (name: string) => ({ name } as EvaluableCluster);

const owned = (name: string, owners: string): Namespace => ({
  name,
  labels: { tier: 'test' },
  annotations: { 'network-policy.backstage.io/owners': owners },
});

const podIn = (namespace: string, labels: Labels) => ({
  namespace,
  name: `web-${namespace}`,
  labels,
  addresses: [],
  ports: [],
  hostNetwork: false,
  phase: 'Running' as const,
});

const view = viewOf({
  namespaces: [
    owned('shop', 'group:default/web-team'),
    owned('payments', 'group:default/payments'),
    owned('broken', 'group:default/web-team, payments'),
    owned('kube-system', 'group:default/web-team'),
    { name: 'plain', labels: {} },
    { name: 'labelled', labels: {} },
  ],
  pods: [
    podIn('labelled', { 'backstage.io/kubernetes-id': 'web' }),
    podIn('plain', { app: 'web' }),
  ],
});

const live: ClusterReading = {
  state: 'read',
  asOf: '2026-11-30T10:00:00Z',
  version: 1,
  health: { state: 'live' },
  view,
};

const web = (
  selector: Labels = { app: 'web' },
  more: Partial<LoadedEntity> & { namespace?: string } = {},
): LoadedEntity => {
  const { entityRef = 'component:default/web', namespace } = more;
  return {
    entityRef,
    owners: more.owners ?? ['group:default/web-team'],
    workload: () => ({
      entityRef,
      namespace,
      selector: { matchLabels: selector, matchExpressions: [] },
    }),
  };
};

const setUp = (
  ownership: JsonObject,
  {
    reading = live,
    from = {},
  }: { reading?: ClusterReading; from?: JsonObject } = {},
) => {
  const read = jest.fn(async () => reading);
  const settings = readSettings(
    new ConfigReader({ networkPolicy: { ownership, probes: { from } } }),
  );
  const subject = new Ownership({ states: { read }, settings });
  const write = (
    namespace: string,
    {
      entity = web(),
      podSelector,
      name = 'north',
    }: { entity?: LoadedEntity; podSelector?: Labels; name?: string } = {},
  ) =>
    subject
      .requireWrite(entity, { cluster: cluster(name), namespace, podSelector })
      .then(
        () => 'consent',
        ({ name: error, message }) => `${error}: ${message}`,
      );
  return { ownership: subject, write, read };
};

const byAnnotation = { namespaceAnnotation: true };
const byPodLabel = { podLabel: true };
const byMapping = (match: string, more: JsonObject = {}) => ({
  namespaces: [{ match, owners: ['group:default/Web-Team'], ...more }],
});

describe('Ownership of writes', () => {
  it.each([
    ['its own namespace', 'shop', 'consent'],
    ["another team's", 'payments', 'NotAllowedError'],
    ['one without the annotation', 'plain', 'NotAllowedError'],
    ['one that does not exist', 'not-there', 'NotAllowedError'],
    ['one whose list has a mistake', 'broken', 'NotAllowedError'],
    ['one that is always denied', 'kube-system', 'NotAllowedError'],
  ])('takes the annotation of %s', async (_, namespace, expected) => {
    const { write } = setUp(byAnnotation);
    expect(await write(namespace)).toMatch(new RegExp(`^${expected}`));
  });

  it('refuses all in the same words, with the way that is open', async () => {
    const { write } = setUp({ ...byAnnotation, denied: ['private-*'] });
    const texts = ['payments', 'plain', 'broken', 'kube-system', 'private-x'];
    const answers = await Promise.all(
      [...texts, 'not-there'].map(async namespace =>
        (await write(namespace)).replace(namespace, 'X'),
      ),
    );
    expect(new Set(answers)).toEqual(
      new Set([
        'NotAllowedError: Namespace X of cluster north has not consented to changes for component:default/web, so nothing is changed there. Ask those who run the namespace to name group:default/web-team in its annotation network-policy.backstage.io/owners, or propose a pull request',
      ]),
    );
  });

  it.each<[string, ClusterReading]>([
    ['stale', { ...live, health: { state: 'stale', since: '', because: '' } }],
    [
      'not known',
      {
        state: 'unreachable',
        asOf: '',
        health: { state: 'unreachable', because: '' },
        message: '',
      },
    ],
  ])('takes no consent from a cluster that is %s', async (_, reading) => {
    const annotation = setUp(byAnnotation, { reading });
    const label = setUp(byPodLabel, { reading });
    expect(await annotation.write('shop')).toMatch(/^NotAllowedError/);
    expect(await label.write('labelled')).toMatch(/^NotAllowedError/);
  });

  it.each([
    ['group:default/web-team', true],
    ['group:default/payments', false],
  ])(
    'reads the Namespace again where its cluster is not watched, and takes %s for now',
    async (owners, isConsented) => {
      const get = jest.fn(async () => ({
        ok: true,
        value: {
          metadata: {
            name: 'shop',
            annotations: { 'network-policy.backstage.io/owners': owners },
          },
        },
      }));
      const polled = {
        name: 'north',
        reader: { get },
      } as unknown as EvaluableCluster;
      const subject = new Ownership({
        states: {
          read: async () => ({
            ...live,
            health: { state: 'polling', everySeconds: 3_600, because: '' },
          }),
        },
        settings: readSettings(
          new ConfigReader({ networkPolicy: { ownership: byAnnotation } }),
        ),
      });
      const place = { cluster: polled, namespace: 'shop' };

      const refusal = await subject.refusalOfWrite(web(), place);

      expect(refusal === undefined).toBe(isConsented);
      expect(get).toHaveBeenCalledTimes(1);
    },
  );

  it('trusts nothing that is not configured, and then asks no cluster', async () => {
    const { write, read } = setUp({});
    expect(await write('shop')).toMatch(
      /networkPolicy\.ownership, without which no namespace consents/,
    );
    expect(await write('labelled')).toMatch(/^NotAllowedError/);
    expect(read).not.toHaveBeenCalled();
  });

  it.each([
    ['shop', 'shop', {}, 'consent'],
    ['sh*', 'shop', {}, 'consent'],
    ['*', 'not-there', {}, 'consent'],
    ['*', 'kube-system', {}, 'NotAllowedError'],
    ['*', 'kube-public', {}, 'NotAllowedError'],
    ['*', 'kube-node-lease', {}, 'NotAllowedError'],
    ['sh*', 'payments', {}, 'NotAllowedError'],
    ['sho', 'shop', {}, 'NotAllowedError'],
    ['*', 'shop', { cluster: 'south' }, 'NotAllowedError'],
    ['*', 'shop', { cluster: 'north' }, 'consent'],
    ['*', 'shop', { owners: ['group:default/other'] }, 'NotAllowedError'],
  ])(
    'takes the configured mapping %s for %s %j: %s',
    async (match, namespace, more, expected) => {
      const { write, read } = setUp(byMapping(match, more));
      expect(await write(namespace)).toMatch(new RegExp(`^${expected}`));
      expect(read).not.toHaveBeenCalled();
    },
  );

  it('lets the deny list win over the annotation, the mapping and the label', async () => {
    const { write } = setUp({
      ...byAnnotation,
      ...byPodLabel,
      ...byMapping('*'),
      denied: ['sh*', 'labelled'],
    });
    expect(await write('shop')).toMatch(/^NotAllowedError/);
    expect(await write('labelled')).toMatch(/^NotAllowedError/);
    expect(await write('plain')).toBe('consent');
  });

  it('needs an owner of the entity itself', async () => {
    const { write } = setUp(byAnnotation);
    expect(
      await write('shop', { entity: web({ app: 'web' }, { owners: [] }) }),
    ).toMatch(/^NotAllowedError/);
    expect(
      await write('payments', {
        entity: web(
          { app: 'web' },
          { owners: ['group:default/web-team', 'group:default/payments'] },
        ),
      }),
    ).toBe('consent');
  });

  describe("by the pods' label", () => {
    const id = 'backstage.io/kubernetes-id';
    it.each<[string, string, Labels | undefined, string]>([
      ['a policy that selects by it', 'labelled', { [id]: 'web' }, 'consent'],
      ['a policy that is not read yet', 'labelled', undefined, 'consent'],
      ['a policy without it', 'labelled', { app: 'web' }, 'NotAllowedError'],
      ['another component', 'labelled', { [id]: 'db' }, 'NotAllowedError'],
      ['no such pod', 'plain', { [id]: 'web' }, 'NotAllowedError'],
      ['no such namespace', 'not-there', undefined, 'NotAllowedError'],
    ])('%s', async (_, namespace, podSelector, expected) => {
      const { write } = setUp(byPodLabel);
      expect(await write(namespace, { podSelector })).toMatch(
        new RegExp(`^${expected}`),
      );
    });

    it.each(['component:other/web', 'resource:default/web'])(
      'means a component of the default namespace, not %s',
      async entityRef => {
        const { write } = setUp(byPodLabel);
        const entity = web({ app: 'web' }, { entityRef });
        expect(await write('labelled', { entity })).toMatch(/^NotAllowedError/);
      },
    );
  });

  it('needs a label with a value in the selector of the entity', async () => {
    const { write, read } = setUp(byAnnotation);
    expect(await write('shop', { entity: web({}) })).toMatch(
      /^InputError: Nothing was changed: .*no label with a value/,
    );
    expect(read).not.toHaveBeenCalled();
  });

  it('keeps to the namespace that the entity names', async () => {
    const { write } = setUp(byMapping('*'));
    const entity = web({ app: 'web' }, { namespace: 'shop' });
    expect(await write('shop', { entity })).toBe('consent');
    expect(await write('plain', { entity })).toMatch(/runs in namespace shop/);
  });
});

describe('Ownership of probes', () => {
  const all = ['shop', 'payments', 'plain', 'labelled', 'kube-system', 'no'];
  it.each<[string, JsonObject, JsonObject, string[]]>([
    ['nothing that is not configured', {}, {}, []],
    ["its owners' own", byAnnotation, {}, ['shop']],
    [
      'listed ones, but none that is denied',
      {},
      { namespaces: ['pl*', 'kube-*'] },
      ['plain'],
    ],
    [
      'those with a label',
      {},
      { labelSelector: 'tier=test' },
      ['shop', 'payments'],
    ],
    ["no namespace for its pods' label", byPodLabel, {}, []],
  ])('allows %s', async (_, config, from, allowed) => {
    const { ownership } = setUp(config, { from });
    expect(await ownership.probeSources(web(), cluster('north'), all)).toEqual({
      allowed,
      refused: all.filter(name => !allowed.includes(name)),
    });
  });

  it('refuses a configured selector that is none', () => {
    expect(() => setUp({}, { from: { labelSelector: 'a b' } })).toThrow(
      /networkPolicy\.probes\.from\.labelSelector/,
    );
  });
});
