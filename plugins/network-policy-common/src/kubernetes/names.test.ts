import {
  validateDns1123Label,
  validateDns1123Subdomain,
  validateLabelKey,
  validateLabelValue,
  validatePathSegmentName,
} from './names';

it('accepts what Kubernetes accepts', () => {
  for (const name of ['a', 'my-name', '123-abc', 'a'.repeat(63)]) {
    expect(validateDns1123Label(name)).toBeUndefined();
  }
  for (const name of ['a.b', 'example.com', `${'a'.repeat(251)}.b`]) {
    expect(validateDns1123Subdomain(name)).toBeUndefined();
  }
  for (const key of ['app', 'MyName', 'my.name', 'example.com/MyName']) {
    expect(validateLabelKey(key)).toBeUndefined();
  }
  for (const value of ['', 'web', 'my_value', '12345', 'a'.repeat(63)]) {
    expect(validateLabelValue(value)).toBeUndefined();
  }
});

it.each([
  [
    'My-Name',
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
  ],
  ['-a', expect.stringContaining('RFC 1123 label')],
  ['a-\n', expect.stringContaining('RFC 1123 label')],
  ['a\n', expect.stringContaining('RFC 1123 label')],
  ['', expect.stringContaining('RFC 1123 label')],
  ['a.b', 'must not contain dots'],
  ['a'.repeat(64), 'must be no more than 63 bytes'],
])('refuses the label %j', (name, message) => {
  expect(validateDns1123Label(name)).toEqual(message);
});

it.each([
  ['a..b', expect.stringContaining("(e.g. 'example.com', regex used")],
  ['a_b', expect.stringContaining('RFC 1123 subdomain')],
  ['a'.repeat(254), 'must be no more than 253 bytes'],
])('refuses the subdomain %j', (name, message) => {
  expect(validateDns1123Subdomain(name)).toEqual(message);
});

it.each([
  ['', 'name part must be non-empty'],
  ['example.com/', 'name part must be non-empty'],
  ['/name', 'prefix part must be non-empty'],
  ['Example.com/a', expect.stringMatching(/^prefix part a lowercase RFC 1123/)],
  ['a/b/c', expect.stringContaining("(e.g. 'example.com/MyName')")],
  ['a b', expect.stringMatching(/^name part must consist of alphanumeric/)],
  ['a'.repeat(64), 'name part must be no more than 63 bytes'],
])('refuses the label key %j', (key, message) => {
  expect(validateLabelKey(key)).toEqual(message);
});

it.each([
  ['a b', expect.stringContaining("(e.g. 'MyValue',  or 'my_value',  or")],
  ['-a', expect.stringContaining('a valid label must be an empty string')],
  ['ä'.repeat(32), 'must be no more than 63 bytes'],
])('refuses the label value %j', (value, message) => {
  expect(validateLabelValue(value)).toEqual(message);
});

it.each([
  ['web', undefined],
  ['Allow_All', undefined],
  ['', 'Required value'],
  ['..', "may not be '..'"],
  ['a/b', "may not contain '/'"],
  ['a%2f', "may not contain '%'"],
  ['a\u001b[2J', 'may not contain control characters'],
  ['a'.repeat(254), 'must be no more than 253 bytes'],
])('says of the object name %j: %s', (name, message) => {
  expect(validatePathSegmentName(name)).toBe(message);
});
