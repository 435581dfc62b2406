/** Each function lists what is wrong with a name; nothing if it is valid. */
type Check = (name: string) => string[];

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const labelValue = '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?';
const qualifiedName = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

function tooLong(name: string, length: number): string[] {
  return name.length > length
    ? [`must be no more than ${length} characters`]
    : [];
}

function checkPattern(
  name: string,
  pattern: string,
  rule: string,
  examples: string[],
): string[] {
  if (new RegExp(`^${pattern}$`).test(name)) return [];
  const shown = examples.map(example => `'${example}', `).join(' or ');
  return [`${rule} (e.g. ${shown}regex used for validation is '${pattern}')`];
}

export const checkDnsLabel: Check = name => [
  ...tooLong(name, 63),
  ...checkPattern(
    name,
    label,
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
    ['my-name', '123-abc'],
  ),
];

export const checkDnsSubdomain: Check = name => [
  ...tooLong(name, 253),
  ...checkPattern(
    name,
    subdomain,
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    ['example.com'],
  ),
];

export const checkLabelValue: Check = value => [
  ...tooLong(value, 63),
  ...checkPattern(
    value,
    labelValue,
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    ['MyValue', 'my_value', '12345'],
  ),
];

/** A label or annotation key: a name with an optional DNS prefix. */
export const checkQualifiedName: Check = key => {
  const parts = key.split('/');
  const name = parts[parts.length - 1];
  const rule =
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  const examples = ['MyName', 'my.name', '123-abc'];
  if (parts.length > 2) {
    return [
      `a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualifiedName}') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const prefixFaults =
    prefix === ''
      ? ['prefix part must be non-empty']
      : checkDnsSubdomain(prefix ?? 'none').map(
          fault => `prefix part ${fault}`,
        );
  const nameFaults =
    name === ''
      ? ['name part must be non-empty']
      : tooLong(name, 63).map(fault => `name part ${fault}`);
  return [
    ...prefixFaults,
    ...nameFaults,
    ...checkPattern(name, qualifiedName, rule, examples),
  ];
};

export const checkPortName: Check = name => [
  ...tooLong(name, 15),
  ...(/^[-a-z0-9]+$/.test(name)
    ? []
    : [
        'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
      ]),
  ...(/[a-z]/.test(name) ? [] : ['must contain at least one letter (a-z)']),
  ...(name.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(/^-|-$/.test(name) ? ['must not begin or end with a hyphen'] : []),
];

export function checkPortNumber(port: number): string[] {
  return Number.isInteger(port) && port >= 1 && port <= 65535
    ? []
    : ['must be between 1 and 65535, inclusive'];
}
