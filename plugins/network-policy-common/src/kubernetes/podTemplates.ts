import { isRawObject, RawObject } from './sharedLabels';

const mostNested = 4;

function isTemplate(value: unknown): value is RawObject & { spec: RawObject } {
  return (
    isRawObject(value) &&
    isRawObject(value.spec) &&
    Array.isArray(value.spec.containers) &&
    value.spec.containers.length > 0
  );
}

function hasLabels({ metadata }: RawObject): boolean {
  return (
    isRawObject(metadata) &&
    isRawObject(metadata.labels) &&
    Object.keys(metadata.labels).length > 0
  );
}

function holdsTemplate(fields: RawObject, depth: number): boolean {
  return Object.entries(fields).some(
    ([key, value]) =>
      (/template/i.test(key) && isTemplate(value)) ||
      (isRawObject(value) && depth > 0 && holdsTemplate(value, depth - 1)),
  );
}

/**
 * What an object of a kind that is not known here runs: pods by a template in `spec.template` with labels of its own, or
 * pods whose labels or place are not clear; or nothing that looks like pods.
 */
export function podTemplateOf({
  spec,
}: RawObject): 'readable' | 'unclear' | undefined {
  if (!isRawObject(spec)) {
    return undefined;
  }
  if (isTemplate(spec.template) && hasLabels(spec.template)) {
    return 'readable';
  }
  return holdsTemplate(spec, mostNested) ? 'unclear' : undefined;
}
