import { Labels, LabelSelector, LabelSelectorRequirement } from './labels';

function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** Whether labels meet one requirement of a selector. */
export function meets(
  requirement: LabelSelectorRequirement,
  labels: Labels,
): boolean {
  const value = labelOf(labels, requirement.key);
  switch (requirement.operator) {
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'In':
      return value !== undefined && requirement.values.includes(value);
    default:
      // NotIn holds for a missing key too.
      return value === undefined || !requirement.values.includes(value);
  }
}

/**
 * Whether a selector selects an object with these labels; every label and every expression must hold.
 *
 * @public
 */
export function matchesSelector(
  selector: LabelSelector,
  labels: Labels,
): boolean {
  return (
    Object.entries(selector.matchLabels).every(
      ([key, value]) => labelOf(labels, key) === value,
    ) &&
    selector.matchExpressions.every(requirement => meets(requirement, labels))
  );
}

/**
 * Labels as kubectl prints them, sorted by key: `app=web,tier=db`.
 *
 * @public
 */
export function formatLabels(labels: Labels): string {
  return Object.keys(labels)
    .sort()
    .map(key => `${key}=${labels[key]}`)
    .join(',');
}

function formatRequirement({
  key,
  operator,
  values,
}: LabelSelectorRequirement): string {
  switch (operator) {
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    case 'In':
      return `${key} in (${[...values].sort().join(',')})`;
    default:
      return `${key} notin (${[...values].sort().join(',')})`;
  }
}

/**
 * A selector as kubectl's `--selector` takes it: `app=web,tier in (a,b),!legacy`. Empty when it selects everything.
 *
 * @public
 */
export function formatSelector(selector: LabelSelector): string {
  return [
    ...(Object.keys(selector.matchLabels).length > 0
      ? [formatLabels(selector.matchLabels)]
      : []),
    ...selector.matchExpressions.map(formatRequirement),
  ].join(',');
}
