import {
  LabelSelector,
  LabelSelectorRequirement,
} from 'backstage-plugin-network-policy-common';

const KEY = String.raw`[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?`;
const VALUE = String.raw`([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?`;

const EQUALITY = new RegExp(`^(?<key>${KEY})\\s*(==|=)\\s*(?<value>${VALUE})$`);
const INEQUALITY = new RegExp(`^(?<key>${KEY})\\s*!=\\s*(?<value>${VALUE})$`);
const SET = new RegExp(
  `^(?<key>${KEY})\\s+(?<operator>in|notin)\\s*\\((?<values>[^()]*)\\)$`,
);
const EXISTS = new RegExp(`^(?<not>!)?\\s*(?<key>${KEY})$`);

/** Commas between requirements, not those within the parentheses of a set. */
const REQUIREMENT_SEPARATOR = /,(?![^(]*\))/;

/**
 * Reads a label selector as the API server takes it in a query (`app=web,tier in (front,back),!canary`), which is what
 * the annotation `backstage.io/kubernetes-label-selector` holds. Undefined when it is not one.
 */
export function parseLabelSelectorQuery(
  query: string,
): LabelSelector | undefined {
  const matchLabels: Record<string, string> = {};
  const matchExpressions = new Array<LabelSelectorRequirement>();
  for (const part of query.split(REQUIREMENT_SEPARATOR)) {
    const requirement = parseRequirement(part.trim());
    if (!requirement) {
      return undefined;
    }
    const [value] = requirement.values;
    const isEquality =
      requirement.operator === 'In' && requirement.values.length === 1;
    // A second, different value for a key selects nothing; as an expression it still does.
    if (isEquality && !(requirement.key in matchLabels)) {
      matchLabels[requirement.key] = value;
    } else {
      matchExpressions.push(requirement);
    }
  }
  return { matchLabels, matchExpressions };
}

function parseRequirement(text: string): LabelSelectorRequirement | undefined {
  const equality = EQUALITY.exec(text)?.groups;
  if (equality) {
    return { key: equality.key, operator: 'In', values: [equality.value] };
  }
  const inequality = INEQUALITY.exec(text)?.groups;
  if (inequality) {
    const { key, value } = inequality;
    return { key, operator: 'NotIn', values: [value] };
  }
  const set = SET.exec(text)?.groups;
  if (set) {
    return {
      key: set.key,
      operator: set.operator === 'in' ? 'In' : 'NotIn',
      values: set.values.split(',').map(value => value.trim()),
    };
  }
  const exists = EXISTS.exec(text)?.groups;
  return exists
    ? {
        key: exists.key,
        operator: exists.not ? 'DoesNotExist' : 'Exists',
        values: [],
      }
    : undefined;
}
