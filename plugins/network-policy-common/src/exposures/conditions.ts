import { LabelSelector, LabelSelectorRequirement } from '../kubernetes/labels';
import { validateDns1123Label } from '../kubernetes/names';
import { namespaceNameLabel } from '../kubernetes/parseNamespace';
import {
  anyValue,
  everyValue,
  includesValues,
  intersectValues,
  isImpossible,
  LabelValues,
  noLabel,
  noneOf,
  oneOf,
} from './labelValues';

/** What a selector asks of each label, however it is spelled. A label that may be anything is left out. */
export type Conditions = ReadonlyMap<string, LabelValues>;

/** Nothing is asked. */
export const noConditions: Conditions = new Map();

function valuesOf({ operator, values }: LabelSelectorRequirement): LabelValues {
  switch (operator) {
    case 'In':
      return oneOf(values);
    case 'NotIn':
      return noneOf(values);
    case 'Exists':
      return anyValue;
    default:
      return noLabel;
  }
}

function asked({
  matchLabels,
  matchExpressions,
}: LabelSelector): Map<string, LabelValues> {
  const found = new Map<string, LabelValues>();
  const add = (key: string, values: LabelValues) => {
    const known = found.get(key);
    found.set(key, known ? intersectValues(known, values) : values);
  };
  for (const [key, value] of Object.entries(matchLabels)) {
    add(key, oneOf([value]));
  }
  for (const requirement of matchExpressions) {
    add(requirement.key, valuesOf(requirement));
  }
  return found;
}

// Every namespace has the label of its name, and its value is one that a namespace can have.
function ofPossibleNames({ listed, others }: LabelValues): LabelValues {
  const possible = [...listed].filter(
    value => validateDns1123Label(value) === undefined,
  );
  return { listed: new Set(possible), others, missing: false };
}

/** Whether values of a label of namespaces are no condition at all. */
export function allowEveryNamespace(key: string, values: LabelValues): boolean {
  return includesValues(
    values,
    key === namespaceNameLabel ? anyValue : everyValue,
  );
}

function withoutEmptyConditions(
  found: Map<string, LabelValues>,
  isEmpty: (key: string, values: LabelValues) => boolean,
): Conditions | undefined {
  for (const [key, values] of found) {
    if (isImpossible(values)) {
      return undefined;
    }
    if (isEmpty(key, values)) {
      found.delete(key);
    }
  }
  return found;
}

/** What a selector asks of pods; undefined when no pod can meet it. */
export function conditionsOnPods(
  selector: LabelSelector,
): Conditions | undefined {
  return withoutEmptyConditions(asked(selector), (_, values) =>
    includesValues(values, everyValue),
  );
}

/** What a selector asks of namespaces; undefined when no namespace can meet it. */
export function conditionsOnNamespaces(
  selector: LabelSelector,
): Conditions | undefined {
  const found = asked(selector);
  const names = found.get(namespaceNameLabel);
  if (names) {
    found.set(namespaceNameLabel, ofPossibleNames(names));
  }
  return withoutEmptyConditions(found, allowEveryNamespace);
}

/** The condition that only a namespace of this name meets. */
export function onlyNamespace(name: string): Conditions {
  return new Map([[namespaceNameLabel, oneOf([name])]]);
}

/** The one namespace that can meet the conditions; undefined when several can. */
export function theOnlyNamespace(conditions: Conditions): string | undefined {
  const names = conditions.get(namespaceNameLabel);
  return names && !names.others && names.listed.size === 1
    ? [...names.listed][0]
    : undefined;
}

/** Whether whatever meets the inner conditions meets the outer ones. */
export function includesConditions(
  outer: Conditions,
  inner: Conditions,
): boolean {
  for (const [key, values] of outer) {
    const other = inner.get(key);
    if (!other || !includesValues(values, other)) {
      return false;
    }
  }
  return true;
}

/** Whether nothing can meet both, for certain. */
export function excludeEachOther(one: Conditions, other: Conditions): boolean {
  for (const [key, values] of one) {
    const others = other.get(key);
    if (others && isImpossible(intersectValues(values, others))) {
      return true;
    }
  }
  return false;
}
