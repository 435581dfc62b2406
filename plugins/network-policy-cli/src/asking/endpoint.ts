import { Parsed, Problem } from 'backstage-plugin-network-policy-common';
import { parseAddress } from './address';

/** One end of a connection that somebody asks about. */
export type EndpointReference =
  | { kind: 'pod'; namespace: string; name: string }
  | { kind: 'workload'; namespace: string; workloadKind: string; name: string }
  | { kind: 'service'; namespace: string; name: string }
  | { kind: 'address'; address: string };

/** A name that may be a pod's, a workload's or a Service's. */
export interface AnyReference {
  kind: 'any';
  namespace: string;
  name: string;
}

const kinds = ['pod', 'workload', 'service', 'address'] as const;
type Kind = (typeof kinds)[number];

const expected: Record<Kind, string> = {
  pod: 'must be the namespace and name of a pod, like default/web',
  workload:
    'must be the namespace, kind and name of a workload, like default/Deployment/web',
  service: 'must be the namespace and name of a Service, like default/web',
  address: 'must be an address, like 203.0.113.9 or 2001:db8::9',
};

function parts(text: string, count: number): string[] | undefined {
  const found = text.split('/');
  return found.length === count && found.every(Boolean) ? found : undefined;
}

function parseReference(
  kind: Kind,
  text: string,
): EndpointReference | undefined {
  switch (kind) {
    case 'address': {
      const address = parseAddress(text);
      return address === undefined ? undefined : { kind, address };
    }
    case 'workload': {
      const [namespace, workloadKind, name] = parts(text, 3) ?? [];
      return name ? { kind, namespace, workloadKind, name } : undefined;
    }
    default: {
      const [namespace, name] = parts(text, 2) ?? [];
      return name ? { kind, namespace, name } : undefined;
    }
  }
}

const isKind = (text: string): text is Kind =>
  kinds.some(kind => kind === text);

const problem = (message: string, path = ''): Parsed<never> => ({
  ok: false,
  problems: [{ path, message }] satisfies Problem[],
});

/** Reads an end in a file: an object with one field, which says what it is, like `{pod: default/web}`. */
export function parseEndpoint(raw: unknown): Parsed<EndpointReference> {
  const entries =
    typeof raw === 'object' && raw !== null ? Object.entries(raw) : [];
  const [entry] = entries;
  if (!entry || entries.length > 1 || !isKind(entry[0])) {
    return problem(`must have one of the fields ${kinds.join(', ')}`);
  }
  const [kind, text] = entry;
  const reference =
    typeof text === 'string' ? parseReference(kind, text) : undefined;
  return reference
    ? { ok: true, value: reference }
    : problem(expected[kind], kind);
}

/**
 * Reads an end as it is typed: an address, `namespace/name`, `namespace/Kind/name`, or with what it is before it, like
 * `service:default/web`.
 */
export function parseEndpointText(
  text: string,
): Parsed<EndpointReference | AnyReference> {
  const [, kind, rest] = /^([a-z]+)[:=](.+)$/.exec(text) ?? [];
  if (kind && isKind(kind)) {
    return parseEndpoint({ [kind]: rest });
  }
  const address = parseReference('address', text);
  if (address) {
    return { ok: true, value: address };
  }
  const [namespace, name] = parts(text, 2) ?? [];
  if (name) {
    return { ok: true, value: { kind: 'any', namespace, name } };
  }
  const workload = parseReference('workload', text);
  if (workload?.kind !== 'workload') {
    return problem(
      'must be like default/web, default/Deployment/web, service:default/web or 203.0.113.9',
    );
  }
  // A pod and a Service have kinds too, though nobody would call them workloads.
  const own = workload.workloadKind.toLowerCase();
  return own === 'pod' || own === 'service'
    ? {
        ok: true,
        value: {
          kind: own,
          namespace: workload.namespace,
          name: workload.name,
        },
      }
    : { ok: true, value: workload };
}

/** An end as people write it: `pod default/web`, `Deployment default/web`, `address 203.0.113.9`. */
export function describeEndpoint(reference: EndpointReference): string {
  switch (reference.kind) {
    case 'address':
      return `address ${reference.address}`;
    case 'workload':
      return `${reference.workloadKind} ${reference.namespace}/${reference.name}`;
    case 'service':
      return `Service ${reference.namespace}/${reference.name}`;
    default:
      return `pod ${reference.namespace}/${reference.name}`;
  }
}

/** An end as a file spells it. */
export function spellEndpoint(
  reference: EndpointReference,
): Record<string, string> {
  switch (reference.kind) {
    case 'address':
      return { address: reference.address };
    case 'workload': {
      const { namespace, workloadKind, name } = reference;
      return { workload: `${namespace}/${workloadKind}/${name}` };
    }
    default:
      return { [reference.kind]: `${reference.namespace}/${reference.name}` };
  }
}
