const labelFormat = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomainFormat = `${labelFormat}(\\.${labelFormat})*`;
const labelKeyFormat = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const labelValueFormat = `(${labelKeyFormat})?`;

const labelPattern = new RegExp(`^${labelFormat}$`);
const subdomainPattern = new RegExp(`^${subdomainFormat}$`);
const labelKeyPattern = new RegExp(`^${labelKeyFormat}$`);
const labelValuePattern = new RegExp(`^${labelValueFormat}$`);

const labelKeyMessage = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${labelKeyFormat}')`;

const encoder = new TextEncoder();

function tooLong(value: string, maximum: number): string | undefined {
  return value.length > maximum || encoder.encode(value).length > maximum
    ? `must be no more than ${maximum} bytes`
    : undefined;
}

// What the patterns take is ASCII, so that its characters are its bytes.
function fits(value: string, pattern: RegExp, maximum: number): boolean {
  return value.length <= maximum && pattern.test(value);
}

/**
 * What is wrong with the name of a Namespace or a Service, in Kubernetes' own words; undefined when nothing is.
 *
 * @public
 */
export function validateDns1123Label(value: string): string | undefined {
  if (fits(value, labelPattern, 63)) {
    return undefined;
  }
  const length = tooLong(value, 63);
  if (length) {
    return length;
  }
  return subdomainPattern.test(value)
    ? 'must not contain dots'
    : `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${labelFormat}')`;
}

/**
 * What is wrong with the name of a NetworkPolicy or a Pod, in Kubernetes' own words; undefined when nothing is.
 *
 * @public
 */
export function validateDns1123Subdomain(value: string): string | undefined {
  return fits(value, subdomainPattern, 253)
    ? undefined
    : tooLong(value, 253) ??
        `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomainFormat}')`;
}

/**
 * What is wrong with the key of a label, in Kubernetes' own words; undefined when nothing is.
 *
 * @public
 */
export function validateLabelKey(value: string): string | undefined {
  const parts = value.split('/');
  if (parts.length > 2) {
    return `a valid label key ${labelKeyMessage} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
  }
  const name = parts[parts.length - 1];
  if (parts.length === 2) {
    const prefix = parts[0];
    const problem = prefix
      ? validateDns1123Subdomain(prefix)
      : 'must be non-empty';
    if (problem) {
      return `prefix part ${problem}`;
    }
  }
  if (!name) {
    return 'name part must be non-empty';
  }
  return fits(name, labelKeyPattern, 63)
    ? undefined
    : `name part ${tooLong(name, 63) ?? labelKeyMessage}`;
}

/**
 * What is wrong with the value of a label, in Kubernetes' own words; undefined when nothing is.
 *
 * @public
 */
export function validateLabelValue(value: string): string | undefined {
  return fits(value, labelValuePattern, 63)
    ? undefined
    : tooLong(value, 63) ??
        `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${labelValueFormat}')`;
}

/**
 * What is wrong with the name of an object of any kind, in Kubernetes' own words; undefined when nothing is. This is
 * what a name needs to stand in a path. Most kinds ask for more, but no verdict depends on it.
 */
export function validatePathSegmentName(value: string): string | undefined {
  if (value === '') {
    return 'Required value';
  }
  if (value === '.' || value === '..') {
    return `may not be '${value}'`;
  }
  const unfit = /[/%\p{Cc}]/u.exec(value)?.[0];
  if (unfit === undefined) {
    return tooLong(value, 253);
  }
  return /\p{Cc}/u.test(unfit)
    ? 'may not contain control characters'
    : `may not contain '${unfit}'`;
}
