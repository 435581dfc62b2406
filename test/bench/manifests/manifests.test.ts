import {
  collectSnapshot,
  readObject,
} from 'backstage-plugin-network-policy-common';
import { parseAllDocuments } from 'yaml';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCluster } from '../generator/generateCluster';
import { presets } from '../generator/parameters';
import { dumpOf } from './dump';
import { exportCluster } from './exportCluster';

const cluster = generateCluster({
  ...presets['1000-workloads'],
  clusterNetworkPolicies: 4,
});
const byName = (
  one: { namespace?: string; name: string },
  other: { namespace?: string; name: string },
) =>
  `${one.namespace}/${one.name}`.localeCompare(
    `${other.namespace}/${other.name}`,
  );

it('dumps a cluster that reads as it was generated', () => {
  const { items } = JSON.parse(dumpOf(cluster));
  const { networkPolicies, ...read } = collectSnapshot(items.map(readObject));
  expect({
    ...read,
    networkPolicies: networkPolicies.map(({ origin, ...policy }) => policy),
  }).toEqual(cluster);
  expect(networkPolicies[0].origin).toMatchObject({
    managers: [{ name: 'argocd-controller' }],
  });
});

it('dumps pods of 5 to 9 kB and policies of about 1 kB', () => {
  const { items } = JSON.parse(dumpOf(cluster)) as {
    items: { kind: string }[];
  };
  const meanSize = (kind: string) => {
    const ofKind = items.filter(item => item.kind === kind);
    return JSON.stringify(ofKind).length / ofKind.length;
  };
  expect(meanSize('Pod')).toBeGreaterThan(5_000);
  expect(meanSize('Pod')).toBeLessThan(9_000);
  expect(meanSize('NetworkPolicy')).toBeGreaterThan(700);
  expect(meanSize('NetworkPolicy')).toBeLessThan(1_500);
});

describe('exported', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-export-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const small = generateCluster({
    ...presets.small,
    clusterNetworkPolicies: 1,
  });
  const readers = {
    yaml: (text: string): unknown[] =>
      parseAllDocuments(text).map(document => document.toJS()),
    json: (text: string): unknown[] => JSON.parse(text).items,
  };

  it.each(['yaml', 'json'] as const)(
    'as %s, a cluster reads as it was generated, a file for each namespace',
    async format => {
      const count = await exportCluster(small, folder, format);
      const files = await readdir(folder);
      expect(files.sort()).toEqual(
        [...small.namespaces.map(({ name }) => name), 'cluster_wide']
          .map(name => `${name}.${format}`)
          .sort(),
      );
      expect(count).toBe(files.length);
      const texts = await Promise.all(
        files.map(file => readFile(join(folder, file), 'utf8')),
      );
      const read = collectSnapshot(
        texts.flatMap(readers[format]).map(readObject),
      );
      expect(read.notEvaluated).toEqual([]);
      expect([...read.pods].sort(byName)).toEqual([...small.pods].sort(byName));
      expect([...read.networkPolicies].sort(byName)).toEqual(
        [...small.networkPolicies].sort(byName),
      );
      expect(read.namespaces).toHaveLength(small.namespaces.length);
      expect(read.services).toHaveLength(small.services.length);
      expect(read.nodes).toEqual(small.nodes);
      expect(read.clusterNetworkPolicies).toEqual(small.clusterNetworkPolicies);
    },
  );
});
