import { badRequest } from '../api/status';
import { KubernetesObject, LabelSelector } from '../kinds/metadata';

type Labels = Record<string, string>;
type Requirement = (labels: Labels) => boolean;

/** Whether labels satisfy a `LabelSelector`; an empty one takes everything. */
export function matchesSelector(
  selector: LabelSelector,
  labels: Labels = {},
): boolean {
  const wanted = Object.entries(selector.matchLabels ?? {});
  return (
    wanted.every(([key, value]) => labels[key] === value) &&
    (selector.matchExpressions ?? []).every(
      ({ key, operator, values = [] }) => {
        const present = Object.hasOwn(labels, key);
        switch (operator) {
          case 'In':
            return present && values.includes(labels[key]);
          case 'NotIn':
            return !present || !values.includes(labels[key]);
          case 'Exists':
            return present;
          case 'DoesNotExist':
            return !present;
          default:
            return false;
        }
      },
    )
  );
}

const setBased = /^(!?)\s*([^\s!=,()]+)(?:\s+(in|notin)\s*\(([^()]*)\))?$/;
const equality = /^([^\s!=,()]+)\s*(==|=|!=)\s*([^\s!=,()]*)$/;

function requirementOf(part: string): Requirement {
  const equal = equality.exec(part);
  if (equal) {
    const [, key, operator, value] = equal;
    return labels =>
      operator === '!=' ? labels[key] !== value : labels[key] === value;
  }
  const set = setBased.exec(part);
  if (!set) {
    throw badRequest(
      `unable to parse requirement: found '${part}', expected: a label selector`,
    );
  }
  const [, not, key, operator, list] = set;
  const values = (list ?? '').split(',').map(value => value.trim());
  return labels => {
    const present = Object.hasOwn(labels, key);
    if (operator === 'in') return present && values.includes(labels[key]);
    if (operator === 'notin') return !present || !values.includes(labels[key]);
    return not ? !present : present;
  };
}

/**
 * Parses a `labelSelector` of a query.
 *
 * @throws ApiError 400 when it is not one.
 */
export function parseLabelSelector(query: string | null): Requirement {
  const parts = (query ?? '')
    .split(/,(?![^()]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
  const requirements = parts.map(requirementOf);
  return labels => requirements.every(holds => holds(labels));
}

/** Fields that may be selected by, for every kind or for one of them. */
const selectableFields: Record<string, string[]> = {
  '*': ['metadata.name', 'metadata.namespace'],
  Pod: [
    'status.phase',
    'spec.nodeName',
    'status.podIP',
    'spec.restartPolicy',
    'spec.serviceAccountName',
  ],
  Namespace: ['status.phase'],
  Job: ['status.successful'],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'type',
    'source',
    'reportingComponent',
  ],
};

function valueAt(object: KubernetesObject, path: string): string {
  let value: unknown = object;
  for (const step of path.split('.')) {
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === step)?.[1]
        : undefined;
  }
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : '';
}

/**
 * Parses a `fieldSelector` of a query, for objects of one kind.
 *
 * @throws ApiError 400 when the kind cannot be selected by that field.
 */
export function parseFieldSelector(
  query: string | null,
  kind: string,
): (object: KubernetesObject) => boolean {
  const parts = (query ?? '').split(',').filter(part => part !== '');
  const tests = parts.map(part => {
    const [, path, operator, value] =
      /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? [];
    if (!path) {
      throw badRequest(
        `invalid selector: '${part}'; can't understand '${part}'`,
      );
    }
    const known = [...selectableFields['*'], ...(selectableFields[kind] ?? [])];
    if (!known.includes(path)) {
      throw badRequest(
        `Unable to find "${kind}" that match label selector "", field selector "${query}": field label not supported: ${path}`,
      );
    }
    return (object: KubernetesObject) =>
      (valueAt(object, path) === value) === (operator !== '!=');
  });
  return object => tests.every(holds => holds(object));
}
