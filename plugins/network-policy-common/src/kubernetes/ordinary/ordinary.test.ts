import fc from 'fast-check';
import { z } from 'zod';
import { parseWith } from '../../parsing/parsed';
import { broken, rawObjects } from '../__testUtils__/rawObjects';
import { endpointSliceSchema } from '../parseEndpointSlice';
import { namespaceSchema } from '../parseNamespace';
import { networkPolicySchema } from '../parseNetworkPolicy';
import { nodeSchema } from '../parseNode';
import { podSchema } from '../parsePod';
import { serviceSchema } from '../parseService';
import { ordinaryEndpointSlice } from './ordinaryEndpointSlice';
import { ordinaryNamespace } from './ordinaryNamespace';
import { ordinaryNetworkPolicy } from './ordinaryNetworkPolicy';
import { ordinaryNode } from './ordinaryNode';
import { ordinaryPod } from './ordinaryPod';
import { ordinaryService } from './ordinaryService';

interface Reader {
  kind: keyof typeof rawObjects;
  ordinary: (raw: unknown) => unknown;
  schema: z.ZodType;
}

describe.each<Reader>([
  { kind: 'Namespace', ordinary: ordinaryNamespace, schema: namespaceSchema },
  { kind: 'Node', ordinary: ordinaryNode, schema: nodeSchema },
  { kind: 'Pod', ordinary: ordinaryPod, schema: podSchema },
  { kind: 'Service', ordinary: ordinaryService, schema: serviceSchema },
  {
    kind: 'EndpointSlice',
    ordinary: ordinaryEndpointSlice,
    schema: endpointSliceSchema,
  },
  {
    kind: 'NetworkPolicy',
    ordinary: ordinaryNetworkPolicy,
    schema: networkPolicySchema,
  },
])('the reader of an ordinary $kind', ({ kind, ordinary, schema }) => {
  const bySchema = (raw: unknown) => {
    const parsed = parseWith(schema, raw);
    return parsed.ok ? parsed.value : parsed.problems;
  };

  it('reads most objects of an API server, as their schema does', () => {
    let read = 0;
    fc.assert(
      fc.property(rawObjects[kind], raw => {
        const fast = ordinary(raw);
        read += fast === undefined ? 0 : 1;
        expect(parseWith(schema, raw)).toMatchObject({ ok: true });
        expect(fast ?? bySchema(raw)).toStrictEqual(bySchema(raw));
        // Whoever compares two objects as texts must not find the fields in another order.
        expect(JSON.stringify(fast ?? bySchema(raw))).toBe(
          JSON.stringify(bySchema(raw)),
        );
      }),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(150);
  });

  it('reads no broken object otherwise than its schema does', () => {
    fc.assert(
      fc.property(broken(rawObjects[kind]), raw => {
        expect(ordinary(raw) ?? bySchema(raw)).toStrictEqual(bySchema(raw));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads nothing that is no object', () => {
    for (const raw of [undefined, null, 1, 'text', [], [{}], () => ({})]) {
      expect(ordinary(raw)).toBeUndefined();
    }
  });
});
