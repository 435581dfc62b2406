import fc from 'fast-check';
import { LabelSelector } from '../naive/objects';

/** A value, or nothing. A key without a value is left out of the manifest. */
export const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });

/** A list that is missing, null, empty, or has items: the API tells these apart in few places, so all must be tried. */
export const anyList = <T>(item: fc.Arbitrary<T>, maxLength = 3) =>
  fc.oneof(
    {
      arbitrary: fc.constantFrom<T[] | null | undefined>(undefined, null, []),
      weight: 1,
    },
    { arbitrary: fc.array(item, { minLength: 1, maxLength }), weight: 3 },
  );

/** What makes names and labels meet often: few of each. */
export const namespaceNames = ['a', 'b', 'c', 'default'];
/** The first ones more often, so that pods have neighbours and policies have pods. */
export const namespaceName = fc.constantFrom(
  ...['a', 'a', 'a', 'b', 'b', 'c', 'default'],
);

export interface LabelPool {
  keys: readonly string[];
  values: readonly string[];
}

export const podLabels: LabelPool = {
  keys: ['app', 'role'],
  values: ['x', 'y', ''],
};
export const namespaceLabels: LabelPool = {
  keys: ['team', 'kubernetes.io/metadata.name'],
  values: ['x', 'y', 'a', 'b'],
};

export const labelsOf = ({ keys, values }: LabelPool) =>
  fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), {
    maxKeys: 2,
  });

function requirementOf({ keys, values }: LabelPool) {
  const key = fc.constantFrom(...keys, 'missing');
  return fc.oneof(
    fc.record({
      key,
      operator: fc.constantFrom('In', 'NotIn'),
      values: fc.uniqueArray(fc.constantFrom(...values), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  );
}

/** A selector; half of them select everything, so that rules often match. */
export function selectorOf(pool: LabelPool): fc.Arbitrary<LabelSelector> {
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom<LabelSelector>(
        {},
        { matchLabels: null, matchExpressions: null },
        { matchLabels: {}, matchExpressions: [] },
      ),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        matchLabels: fc.dictionary(
          fc.constantFrom(...pool.keys),
          fc.constantFrom(...pool.values),
          { minKeys: 1, maxKeys: 1 },
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        matchLabels: maybe(labelsOf(pool)),
        matchExpressions: fc.array(requirementOf(pool), {
          minLength: 1,
          maxLength: 2,
        }),
      }),
    },
  );
}

export const podSelector = selectorOf(podLabels);
export const namespaceSelector = selectorOf(namespaceLabels);

/** Mostly TCP, as in clusters, so that ports of policies and pods meet. */
export const maybeProtocol = fc.constantFrom(
  undefined,
  'TCP',
  'TCP',
  'UDP',
  'SCTP',
);
export const portNumber = fc.constantFrom(80, 81, 443, 1, 65535);
export const portName = fc.constantFrom('http', 'dns', 'metrics');
export const portRange = fc.constantFrom(
  { start: 80, end: 81 },
  { start: 1, end: 80 },
  { start: 81, end: 443 },
  { start: 1, end: 65535 },
);
