import { LabelSelector } from '../kinds/metadata';
import { ResourceName } from '../storage/registry';
import { Fault, forbiddenValue, invalidValue, requiredValue } from './faults';
import {
  checkDnsLabel,
  checkDnsSubdomain,
  checkLabelValue,
  checkQualifiedName,
} from './names';

const namedAsLabel: ResourceName[] = ['namespaces', 'services'];

interface NamedObject {
  metadata: {
    name?: string;
    generateName?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
}

export function validateLabels(
  labels: Record<string, string> | undefined,
  field: string,
): Fault[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...checkQualifiedName(key).map(why => invalidValue(field, key, why)),
    ...checkLabelValue(value).map(why => invalidValue(field, value, why)),
  ]);
}

function validateAnnotations(annotations: Record<string, string>): Fault[] {
  const field = 'metadata.annotations';
  const size = Object.entries(annotations)
    .map(([key, value]) => Buffer.byteLength(key) + Buffer.byteLength(value))
    .reduce((sum, each) => sum + each, 0);
  return [
    ...Object.keys(annotations).flatMap(key =>
      checkQualifiedName(key.toLowerCase()).map(why =>
        invalidValue(field, key, why),
      ),
    ),
    ...(size > 256 * 1024
      ? [
          {
            field,
            reason: 'FieldValueTooLong',
            message: 'Too long: may not be more than 262144 bytes',
          },
        ]
      : []),
  ];
}

/** Name, labels and annotations of any object. */
export function validateMetadata(
  resource: ResourceName,
  object: NamedObject,
): Fault[] {
  const { name = '', labels, annotations = {} } = object.metadata;
  const check = namedAsLabel.includes(resource)
    ? checkDnsLabel
    : checkDnsSubdomain;
  return [
    ...(name
      ? check(name).map(why => invalidValue('metadata.name', name, why))
      : [requiredValue('metadata.name', 'name or generateName is required')]),
    ...validateLabels(labels, 'metadata.labels'),
    ...validateAnnotations(annotations),
  ];
}

/** A `LabelSelector` anywhere in an object. */
export function validateSelector(
  selector: LabelSelector,
  field: string,
): Fault[] {
  const expressions = selector.matchExpressions ?? [];
  return [
    ...validateLabels(selector.matchLabels, `${field}.matchLabels`),
    ...expressions.flatMap(({ key, operator, values = [] }, index) => {
      const at = `${field}.matchExpressions[${index}]`;
      const faults: Fault[] = [];
      if (operator === 'In' || operator === 'NotIn') {
        if (values.length === 0) {
          faults.push(
            requiredValue(
              `${at}.values`,
              "must be specified when `operator` is 'In' or 'NotIn'",
            ),
          );
        }
      } else if (operator === 'Exists' || operator === 'DoesNotExist') {
        if (values.length > 0) {
          faults.push(
            forbiddenValue(
              `${at}.values`,
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
            ),
          );
        }
      } else {
        faults.push(
          invalidValue(
            `${at}.operator`,
            operator,
            'not a valid selector operator',
          ),
        );
      }
      faults.push(
        ...checkQualifiedName(key).map(why =>
          invalidValue(`${at}.key`, key, why),
        ),
        ...values.flatMap((value, place) =>
          checkLabelValue(value).map(why =>
            invalidValue(`${at}.values[${place}]`, value, why),
          ),
        ),
      );
      return faults;
    }),
  ];
}
