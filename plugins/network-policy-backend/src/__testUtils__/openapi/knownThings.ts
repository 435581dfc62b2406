import { draft } from '../startExposures';

/** A probe run of web that the backend of the test has. */
export const knownRun = '7f1d1b1a-5a4e-4a1c-9a3c-0d6a3a1f2b11';

/** What there is in the backend of the test, by the name of the parameter or property that means it. */
export const knownNames: Readonly<Record<string, readonly string[]>> = {
  kind: ['component', 'Component'],
  namespace: ['default'],
  targetNamespace: ['default'],
  sourceNamespace: ['secondary', 'default', 'kube-system'],
  name: ['web', 'database', 'website', 'southern'],
  policy: ['web-deny-all', 'shared'],
  cluster: ['north', 'south'],
  clusters: ['north', 'south'],
  runId: [knownRun],
  from: ['secondary', 'kube-system'],
  reviewBy: ['2030-01-01', '2020-02-30'],
  podSelector: ['web'],
};

/** Bodies that are accepted, by operation. */
export const acceptedBodies: Readonly<Record<string, object>> = {
  StartProbeRun: { cluster: 'north', namespace: 'default', from: ['default'] },
  ApplyExposure: draft(),
  PreviewExposure: draft(),
  MakeExposureManifest: draft(),
  RevokeExposure: {
    cluster: 'north',
    namespace: 'default',
    policy: 'web-allow-all-namespaces',
    dryRun: true,
  },
  DeployWalkthrough: { isolate: true },
};
