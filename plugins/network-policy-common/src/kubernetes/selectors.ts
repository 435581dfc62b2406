import { Labels, LabelSelector, LabelSelectorRequirement } from './labels';

function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** Whether labels meet one requirement of a selector. */
function meets(requirement: LabelSelectorRequirement, labels: Labels): boolean {
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
  const { matchLabels, matchExpressions } = selector;
  // Of all that asks for labels this is asked most often, so it makes nothing that would have to be cleared away.
  for (const key in matchLabels) {
    // Whatever an object inherits is no string, so it is never taken for a label.
    if (labels[key] !== matchLabels[key]) {
      return false;
    }
  }
  for (let index = 0; index < matchExpressions.length; index++) {
    if (!meets(matchExpressions[index], labels)) {
      return false;
    }
  }
  return true;
}

/** The keys of the labels that a selector asks for. */
export function keysOfSelector({
  matchLabels,
  matchExpressions,
}: LabelSelector): string[] {
  return [
    ...Object.keys(matchLabels),
    ...matchExpressions.map(({ key }) => key),
  ];
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
