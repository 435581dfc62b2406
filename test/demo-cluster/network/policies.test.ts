import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesObject } from '../kinds/metadata';
import { podSchema, Pod } from '../kinds/pod';
import { decode } from '../objects/decode';
import { findKind } from '../storage/registry';
import { ObjectStore } from '../storage/store';
import { policiesAdmit } from './policies';

const recipes = join(__dirname, '..', '..', 'conformance', 'corpus', 'recipes');

interface Query {
  src: string;
  dst: string;
  protocol: string;
  port: number;
  allowed: boolean;
}

const outside: Pod = podSchema.parse({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'outside', uid: 'outside' },
  spec: { hostNetwork: true, nodeName: 'elsewhere' },
});

function load(resources: unknown[]): ObjectStore {
  const store = new ObjectStore();
  resources.forEach((resource, index) => {
    const { apiVersion, kind } = resource as KubernetesObject;
    const definition = findKind(apiVersion, kind);
    if (!definition) throw new Error(`No kind ${kind}`);
    const { object } = decode(definition, resource);
    const metadata = { ...object.metadata, uid: `uid-${index}` };
    store.put<KubernetesObject>(definition.resource, { ...object, metadata });
  });
  return store;
}

function ask(store: ObjectStore, query: Query): boolean {
  const podOf = (text: string) => {
    const [namespace, name] = text.split('/');
    return store.get('pods', namespace, name);
  };
  const { src, dst, port, protocol } = query;
  const address = (text: string, podAddress: string) =>
    text === 'external' ? '203.0.113.7' : podAddress;
  return policiesAdmit(store, {
    source: podOf(src) ?? outside,
    sourceAddress: address(src, '10.244.0.1'),
    destination: podOf(dst),
    destinationAddress: address(dst, '10.244.0.2'),
    port,
    protocol,
  });
}

describe('the simulated enforcement', () => {
  for (const file of readdirSync(recipes).filter(each =>
    each.endsWith('.json'),
  )) {
    const { resources, queries } = JSON.parse(
      readFileSync(join(recipes, file), 'utf8'),
    );
    it.each<[string, Query]>(
      queries.map((query: Query) => [
        `${query.src} → ${query.dst} ${query.protocol} ${query.port}`,
        query,
      ]),
    )(`${file}: %s`, (_, query) => {
      expect(ask(load(resources), query)).toBe(query.allowed);
    });
  }
});
