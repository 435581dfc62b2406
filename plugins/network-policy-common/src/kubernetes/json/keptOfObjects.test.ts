import fc from 'fast-check';
import { broken, rawObjects } from '../__testUtils__/rawObjects';
import { wholeObjects } from '../__testUtils__/wholeObjects';
import { flattenLists } from '../flattenLists';
import { readObject } from '../readObject';
import { jsonPieces } from './jsonPieces';

/** What is read of each object of a document, problems and their fields included. */
function* readAll(documents: Iterable<unknown>) {
  for (const document of documents) {
    for (const object of flattenLists(document)) {
      yield readObject(object);
    }
  }
}

const apiVersions: Record<string, string> = {
  EndpointSlice: 'discovery.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
};

const usual = Object.entries(rawObjects).map(([kind, object]) => ({
  kind,
  object: object.map(raw => ({
    apiVersion: apiVersions[kind] ?? 'v1',
    kind,
    ...raw,
  })),
}));
const others = wholeObjects.map(whole => ({
  kind: 'kind' in whole ? String(whole.kind) : '',
  object: fc.constant(whole),
}));

it.each<{ kind: string; object: fc.Arbitrary<object> }>([...usual, ...others])(
  'reads of what is kept of a $kind what it reads of the whole, wrong or not',
  ({ object }) => {
    fc.assert(
      fc.property(fc.oneof(object, broken(object)), raw => {
        const json = JSON.stringify(raw ?? null);
        expect([...readAll(jsonPieces(json))]).toStrictEqual([
          ...readAll([JSON.parse(json)]),
        ]);
      }),
      { numRuns: 500 },
    );
  },
);

it('keeps a small part of what an API server sends', () => {
  const [deployment] = wholeObjects;
  const kept = [...jsonPieces(JSON.stringify(deployment))];
  expect(kept).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        namespace: 'shop',
        labels: { app: 'web' },
        annotations: { note: 'x' },
        resourceVersion: '12',
        uid: '1-2',
        creationTimestamp: '2026-03-02T08:15:30Z',
        managedFields: [{ manager: 'kubectl', time: '2026-03-02T08:15:30Z' }],
        ownerReferences: [
          { kind: 'Deployment', name: 'web', controller: true },
        ],
      },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        replicas: 2,
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            hostNetwork: false,
            nodeName: 'node-1',
            containers: [
              { ports: [{ name: 'http', protocol: 'TCP', containerPort: 80 }] },
            ],
            initContainers: [
              { restartPolicy: 'Always', ports: [{ containerPort: 1 }] },
            ],
          },
        },
      },
      status: {},
    },
  ]);
});
