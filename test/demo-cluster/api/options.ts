import { z } from 'zod';
import { FieldValidation } from '../objects/decode';
import { RemoveOptions } from '../objects/remover';
import { WriteOptions } from '../objects/writer';
import { ApiRequest, ResourcePath } from './request';
import { badRequest } from './status';

const deleteOptionsSchema = z.looseObject({
  propagationPolicy: z.enum(['Background', 'Foreground', 'Orphan']).optional(),
  orphanDependents: z.boolean().nullish(),
  preconditions: z
    .looseObject({
      uid: z.string().optional(),
      resourceVersion: z.string().optional(),
    })
    .nullish(),
  dryRun: z.array(z.string()).nullish(),
});

/** @throws ApiError 400 */
export function writeOptions(
  request: ApiRequest,
  path: ResourcePath,
): WriteOptions {
  const { query, userAgent } = request;
  const dryRun = query.get('dryRun');
  if (dryRun !== null && dryRun !== 'All') {
    throw badRequest(`Invalid value for dryRun: "${dryRun}"`);
  }
  const manager = query.get('fieldManager');
  const isApply = request.contentType === 'application/apply-patch+yaml';
  if (isApply && !manager) {
    throw badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  }
  const validation = query.get('fieldValidation');
  const known: FieldValidation[] = ['Strict', 'Warn', 'Ignore'];
  return {
    manager: manager || userAgent.split('/')[0],
    dryRun: dryRun === 'All',
    force: query.get('force') === 'true',
    fieldValidation: known.find(each => each === validation) ?? 'Warn',
    subresource: path.subresource === 'status' ? 'status' : undefined,
  };
}

/** @throws ApiError 400 */
export function removeOptions(request: ApiRequest): RemoveOptions {
  const parsed = deleteOptionsSchema.safeParse(request.body ?? {});
  if (!parsed.success) throw badRequest('the body is not a DeleteOptions');
  const { query } = request;
  const fromQuery = deleteOptionsSchema.shape.propagationPolicy.safeParse(
    query.get('propagationPolicy') ?? undefined,
  );
  const { propagationPolicy, orphanDependents, preconditions, dryRun } =
    parsed.data;
  return {
    propagationPolicy:
      propagationPolicy ??
      fromQuery.data ??
      (orphanDependents === false ? 'Background' : undefined),
    preconditions: preconditions ?? undefined,
    dryRun: query.get('dryRun') === 'All' || dryRun?.includes('All'),
  };
}
