/* eslint-disable @backstage/no-forbidden-package-imports -- what is proved is the product's own Job, which no package offers to others */
import { settingsSchema } from 'backstage-plugin-network-policy-backend/src/config/readSettings';
import { buildProbeJob } from 'backstage-plugin-network-policy-backend/src/probes/probeJob';
import { probeLabels } from 'backstage-plugin-network-policy-backend/src/targets/probeLabels';
import { randomUUID } from 'node:crypto';
import { ApiRequest } from '../cluster/Account';
import { namespaces } from '../cluster/world';
import { changed, HostileRequest } from './hostile';

const settings = settingsSchema.parse({}).probes;

/** The Job of a probe, built by the product. */
export function probeJob(
  namespace = namespaces.consenting,
  target: { serviceHost?: string; podAddress?: string } = {
    serviceHost: 'web.default.svc',
    podAddress: '10.244.0.1',
  },
) {
  const runId = randomUUID();
  return buildProbeJob(
    {
      cluster: 'real',
      sourceNamespace: namespace,
      target: { port: 80, protocol: 'TCP', ...target },
      runId,
      timeoutMs: 2_000,
      labels: probeLabels(runId),
    },
    settings,
  );
}

export const jobsIn = (namespace: string) =>
  `/apis/batch/v1/namespaces/${namespace}/jobs`;

/** A request that makes a Job. */
export const create = (
  job: object,
  namespace = namespaces.consenting,
): ApiRequest => ({
  method: 'POST',
  path: `${jobsIn(namespace)}?dryRun=All`,
  body: job,
});

/** The product's Job with one thing changed. */
export const oneChange = (path: string, value: unknown) =>
  changed(probeJob(), [path, value]);

/** A Job that admission refuses with this reason. */
export const refusedJob = (
  name: string,
  body: object,
  because: string,
): HostileRequest => ({
  name,
  wall: 'admission',
  request: create(body),
  because,
});
