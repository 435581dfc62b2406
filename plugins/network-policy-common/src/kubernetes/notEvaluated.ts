import { knownKinds } from './knownKinds';
import { ReadObject } from './readObject';

type InvalidObject = Extract<ReadObject, { outcome: 'invalid' }>;

function plural(kind: string): string {
  return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

function countEach(texts: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts];
}

/** Policies of other engines, a sentence each kind. */
export function describeOtherPolicies(read: readonly ReadObject[]): string[] {
  const policies = read.filter(object => object.outcome === 'not-evaluated');
  const counts = countEach(
    policies.map(({ kind, apiVersion }) => `${kind} ${apiVersion}`),
  );
  const kinds = counts.map(([text]) => text.split(' ')[0]);
  return counts.map(([text, count]) => {
    const [kind, apiVersion] = text.split(' ');
    // Several engines have kinds of one name, and Kubernetes' own has it too.
    const isAmbiguous =
      knownKinds.has(kind) || kinds.filter(one => one === kind).length > 1;
    const origin = isAmbiguous ? ` of ${apiVersion}` : '';
    return count === 1
      ? `1 ${kind}${origin} is not evaluated: it may allow or deny other connections.`
      : `${count} ${plural(
          kind,
        )}${origin} are not evaluated: they may allow or deny other connections.`;
  });
}

// A state with more broken policies is told of by the first ones.
const mostPolicies = 100;

/** What was not understood: a sentence each policy, because verdicts about others depend on it, and one each other kind. */
export function describeInvalid(read: readonly ReadObject[]): string[] {
  const objects = read.filter(object => object.outcome === 'invalid');
  const policies = objects.filter(({ kind }) => isPolicy(kind));
  const others = countEach(
    objects.map(({ kind }) => kind).filter(kind => !isPolicy(kind)),
  );
  const more = policies.length - mostPolicies;
  return [
    ...policies.slice(0, mostPolicies).map(describePolicy),
    ...(more > 0
      ? [`${more} more policies were not understood and are left out.`]
      : []),
    ...others.map(([kind, count]) => describeOthers(kind, count)),
  ];
}

function isPolicy(kind: string): boolean {
  return knownKinds.get(kind)?.isPolicy ?? false;
}

function describePolicy({
  kind,
  namespace,
  name,
  problems: [problem],
}: InvalidObject): string {
  const path = [namespace, name].filter(part => part !== undefined).join('/');
  const which =
    name === undefined ? `A ${kind} without a name` : `${kind} ${path}`;
  const why = [problem?.path, problem?.message].filter(Boolean).join(': ');
  return `${which} was not understood and is left out: ${why}.`;
}

function describeOthers(kind: string, count: number): string {
  const [one, many] = kind ? [kind, plural(kind)] : ['object', 'objects'];
  return count === 1
    ? `1 ${one} was not understood and is left out.`
    : `${count} ${many} were not understood and are left out.`;
}
