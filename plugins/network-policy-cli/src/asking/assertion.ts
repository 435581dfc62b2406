import {
  Parsed,
  Problem,
  Protocol,
} from 'backstage-plugin-network-policy-common';
import { Question } from './ask';
import { describeEndpoint, parseEndpoint } from './endpoint';

/** Whether a connection is to be allowed. */
export type Expectation = 'allowed' | 'denied';

/** Something that somebody says about a cluster, to be checked. */
export interface Assertion extends Question {
  name: string;
  expect: Expectation;
}

const fields = ['name', 'from', 'to', 'protocol', 'port', 'expect'];
const protocols = ['TCP', 'UDP', 'SCTP'] as const;

/** The protocol of that name. */
export function parseProtocol(text: unknown): Protocol | undefined {
  return protocols.find(protocol => protocol === text);
}

/** What is said of a port that is neither a number nor a name. */
export const portMessage =
  'must be a number from 1 to 65535, or the name of a port';

/** Reads a port, which may be a number or a name. */
export function parsePort(raw: unknown): number | string | undefined {
  const port = typeof raw === 'string' && /^\d+$/.test(raw) ? Number(raw) : raw;
  if (typeof port === 'number') {
    return Number.isInteger(port) && port >= 1 && port <= 65535
      ? port
      : undefined;
  }
  return typeof port === 'string' && port !== '' ? port : undefined;
}

/** A question in a few words, for those that nobody has named. */
export function describeQuestion({
  from,
  to,
  protocol,
  port,
}: Question): string {
  const where =
    port === undefined
      ? ['any', protocol, 'port'].filter(Boolean).join(' ')
      : `${protocol ?? 'TCP'} ${port}`;
  return `${describeEndpoint(from)} to ${describeEndpoint(to)}, ${where}`;
}

/** Whether somebody may expect this. */
export function isExpectation(raw: unknown): raw is Expectation {
  return raw === 'allowed' || raw === 'denied';
}

/** A field that may be missing: its value, if it is given and can be read. */
function optional<T>(
  raw: unknown,
  parse: (raw: unknown) => T | undefined,
  refuse: () => void,
): T | undefined {
  if (raw === undefined || raw === null) {
    return undefined;
  }
  const value = parse(raw);
  if (value === undefined) {
    refuse();
  }
  return value;
}

/** Reads an assertion; the paths of problems are within it, like `to.service`. */
export function parseAssertion(raw: unknown): Parsed<Assertion> {
  const problems: Problem[] = [];
  const refuse = (path: string, message: string) =>
    problems.push({ path, message });
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    refuse('', 'must be an object with from, to and expect');
    return { ok: false, problems };
  }
  const value: Record<string, unknown> = { ...raw };
  for (const field of Object.keys(value)) {
    if (!fields.includes(field)) {
      refuse(field, `unknown field; there are ${fields.join(', ')}`);
    }
  }
  if (typeof value.name === 'object' && value.name !== null) {
    refuse('name', 'must be a text');
  }
  const endpoint = (field: 'from' | 'to') => {
    const parsed = parseEndpoint(value[field]);
    if (parsed.ok) {
      return parsed.value;
    }
    for (const { path, message } of parsed.problems) {
      refuse(path ? `${field}.${path}` : field, message);
    }
    return undefined;
  };
  const from = endpoint('from');
  const to = endpoint('to');
  if (from?.kind === 'service') {
    refuse('from', 'a Service connects to nothing: name one of its pods');
  }
  const protocol = optional(value.protocol, parseProtocol, () =>
    refuse('protocol', `must be one of ${protocols.join(', ')}`),
  );
  const port = optional(value.port, parsePort, () =>
    refuse('port', portMessage),
  );
  const { expect } = value;
  if (!isExpectation(expect)) {
    refuse('expect', 'must be allowed or denied');
  }
  if (
    problems.length > 0 ||
    !from ||
    from.kind === 'service' ||
    !to ||
    !isExpectation(expect)
  ) {
    return { ok: false, problems };
  }
  const question = {
    from,
    to,
    ...(protocol && { protocol }),
    ...(port !== undefined && { port }),
  };
  const name = String(value.name ?? '') || describeQuestion(question);
  return { ok: true, value: { ...question, name, expect } };
}
