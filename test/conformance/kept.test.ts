import {
  flattenJson,
  flattenLists,
  readObject,
} from 'backstage-plugin-network-policy-common';
import { netpolAnalyzerCases } from './suites/netpolAnalyzer';
import {
  clusterNetworkPolicyCases,
  recipeCases,
} from './suites/singleConnections';
import { truthTableCases } from './suites/truthTables';

const cases = [
  ...netpolAnalyzerCases(),
  ...truthTableCases('cyclonus/cases'),
  ...truthTableCases('k8s-e2e-netpol/cases'),
  ...clusterNetworkPolicyCases(),
  ...recipeCases(),
];

it('what is read of a text of JSON is what is read of its objects, though most fields are skipped', () => {
  let objects = 0;
  for (const { manifests } of cases.flatMap(({ states }) => states)) {
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      metadata: {},
      items: manifests,
    };
    for (const [spaces, document] of [
      [0, list],
      [4, { items: manifests, kind: 'List' }],
    ] as const) {
      const json = JSON.stringify(document, undefined, spaces);
      const read = [...flattenJson(json)].map(readObject);
      expect(read).toEqual([...flattenLists(JSON.parse(json))].map(readObject));
      objects += read.length;
    }
  }
  expect(objects).toBeGreaterThan(2000);
});
