import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClusterSnapshot } from '../kubernetes/clusterSnapshot';
import { Protocol } from '../schema/openapi';
import { snapshotOf } from '../testing/snapshotOf';
import { Destination, Source } from './endpoint';
import { evaluateConnection } from './evaluateConnection';

const folder = join(__dirname, '../../../../test/conformance/recipes');

interface Recipe {
  name: string;
  resources: { kind: string }[];
  queries: {
    src: string;
    dst: string;
    protocol: Protocol;
    port: number;
    allowed: boolean;
  }[];
}

const recipes = readdirSync(folder)
  .filter(file => file.endsWith('.json'))
  .map((file): Recipe => JSON.parse(readFileSync(join(folder, file), 'utf8')));

const outside = { kind: 'address', address: '203.0.113.7' } as const;

function podOf(snapshot: ClusterSnapshot, reference: string) {
  const pod = snapshot.pods.find(
    ({ namespace, name }) => `${namespace}/${name}` === reference,
  );
  if (!pod) {
    throw new Error(`No pod ${reference}`);
  }
  return pod;
}

it('finds all recipes', () => {
  expect(recipes).toHaveLength(18);
});

describe.each(recipes)('recipe $name', ({ resources, queries }) => {
  const snapshot = snapshotOf(resources);

  it.each(queries)(
    '$src to $dst $protocol $port: allowed is $allowed',
    ({ src, dst, protocol, port, allowed }) => {
      const from: Source =
        src === 'external'
          ? outside
          : { kind: 'pod', pod: podOf(snapshot, src) };
      const to: Destination =
        dst === 'external' ? outside : podOf(snapshot, dst);
      const verdict = evaluateConnection(snapshot, {
        from,
        to,
        port: { protocol, port },
      });
      expect(verdict.allowed).toBe(allowed);
      expect(verdict.allowed).toBe(
        verdict.egress.allowed && verdict.ingress.allowed,
      );
    },
  );
});
