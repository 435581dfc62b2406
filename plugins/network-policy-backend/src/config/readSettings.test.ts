import { ConfigReader } from '@backstage/config';
import { readSettings } from './readSettings';
import { settingsOfCluster } from './settingsOfCluster';

const read = (networkPolicy?: object) =>
  readSettings(
    new ConfigReader(networkPolicy ? ({ networkPolicy } as never) : {}),
  );

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(read()).toEqual({
      cluster: {
        timeoutMs: 10_000,
        pollSeconds: 60,
        idleMinutes: 30,
        alwaysOn: false,
        namespaces: [],
      },
      clusters: [],
      writeThrough: 'none',
      ownership: {
        namespaceAnnotation: false,
        podLabel: false,
        namespaces: [],
        denied: [],
      },
      probes: {
        image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
        timeoutMs: 2_000,
        concurrency: 4,
        deadlineSeconds: 30,
        clusterDomain: 'cluster.local',
        leaseSeconds: 30,
        retentionDays: 30,
        runsPerPerson: 3,
        runsPerCluster: 10,
        from: { namespaces: [] },
      },
      walkthrough: { enabled: false, image: 'nginx', clusters: [] },
    });
  });

  it('takes what is set and keeps the other defaults', () => {
    expect(
      read({ probes: { image: 'mirror/agnhost:1' } }).probes,
    ).toMatchObject({ image: 'mirror/agnhost:1', concurrency: 4 });
  });

  it('takes owners as Backstage compares them, and full references alone', () => {
    const owned = (owner: string) =>
      read({ ownership: { namespaces: [{ match: 'shop', owners: [owner] }] } });

    expect(
      owned('Group:Default/Web-Team').ownership.namespaces[0].owners,
    ).toEqual(['group:default/web-team']);
    for (const owner of ['web-team', 'group:default/*', 'group:default/-a']) {
      expect(() => owned(owner)).toThrow(
        'networkPolicy.ownership.namespaces.0.owners.0: must be a full entity reference, like group:default/web-team',
      );
    }
  });

  it('names every key that is wrong', () => {
    expect(() =>
      read({
        probes: { timeoutMs: 100, concurrency: 'many' },
        walkthru: {},
      }),
    ).toThrow(
      /networkPolicy\.probes\.timeoutMs: .*500.*networkPolicy\.probes\.concurrency: .*number.*walkthru/,
    );
  });

  it.each([
    [{ clusters: [{ name: 'north' }, { name: 'north' }] }, 'clusters.1.name'],
    [
      {
        walkthrough: {
          clusters: [
            { name: 'north', token: 'a' },
            { name: 'north', token: 'b' },
          ],
        },
      },
      'walkthrough.clusters.1.name',
    ],
  ])('takes one entry for a cluster', (networkPolicy, key) => {
    expect(() => read(networkPolicy)).toThrow(
      `networkPolicy.${key}: cluster north has an entry already`,
    );
  });

  it.each([{}, { token: 'a', tokenFile: 'b' }, { inCluster: false }])(
    'takes exactly one way to sign in, not %j',
    writer => {
      expect(() => read({ clusters: [{ name: 'north', writer }] })).toThrow(
        'networkPolicy.clusters.0.writer: needs exactly one of token, tokenFile and inCluster: true',
      );
    },
  );

  it('takes only names of namespaces', () => {
    expect(() =>
      read({ clusters: [{ name: 'north', namespaces: ['../pods'] }] }),
    ).toThrow(
      'networkPolicy.clusters.0.namespaces.0: must be the name of a namespace',
    );
  });
});

describe('settingsOfCluster', () => {
  it('prefers what is said of one cluster to what is said of all', () => {
    const settings = read({
      cluster: { alwaysOn: true, namespaces: ['shop'] },
      clusters: [{ name: 'north', alwaysOn: false }],
    });

    expect(settingsOfCluster(settings, 'north')).toMatchObject({
      alwaysOn: false,
      namespaces: ['shop'],
      pollSeconds: 60,
    });
    expect(settingsOfCluster(settings, 'south').alwaysOn).toBe(true);
  });
});
