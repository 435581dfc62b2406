import { StatusCause } from '../api/status';

/** One thing wrong with one field, in Kubernetes' own words. */
export type Fault = Required<StatusCause>;

function quoted(value: unknown): string {
  return JSON.stringify(value);
}

export function invalidValue(
  field: string,
  value: unknown,
  why: string,
): Fault {
  return {
    field,
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${quoted(value)}: ${why}`,
  };
}

export function requiredValue(field: string, why = ''): Fault {
  return {
    field,
    reason: 'FieldValueRequired',
    message: why ? `Required value: ${why}` : 'Required value',
  };
}

export function forbiddenValue(field: string, why: string): Fault {
  return { field, reason: 'FieldValueForbidden', message: `Forbidden: ${why}` };
}

export function unsupportedValue(
  field: string,
  value: unknown,
  supported: string[],
): Fault {
  const list = supported.map(quoted).join(', ');
  return {
    field,
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${quoted(value)}: supported values: ${list}`,
  };
}
