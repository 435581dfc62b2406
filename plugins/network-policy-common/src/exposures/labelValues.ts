/** Values that a label may have: those listed or all others, and perhaps no such label at all. */
export interface LabelValues {
  listed: ReadonlySet<string>;
  /** Whether every value is meant but the listed ones. */
  others: boolean;
  /** Whether an object without the label is meant too. */
  missing: boolean;
}

const noValues: ReadonlySet<string> = new Set();

/** Whatever the label says, if it is there at all. */
export const everyValue: LabelValues = {
  listed: noValues,
  others: true,
  missing: true,
};

/** The label is there. */
export const anyValue: LabelValues = { ...everyValue, missing: false };

/** The label is not there. */
export const noLabel: LabelValues = {
  listed: noValues,
  others: false,
  missing: true,
};

/** One of these. */
export function oneOf(values: Iterable<string>): LabelValues {
  return { listed: new Set(values), others: false, missing: false };
}

/** None of these, which an object without the label meets too. */
export function noneOf(values: Iterable<string>): LabelValues {
  return { listed: new Set(values), others: true, missing: true };
}

/** Whether no object can have these values. */
export function isImpossible({ listed, others, missing }: LabelValues) {
  return !others && !missing && listed.size === 0;
}

function has({ listed, others }: LabelValues, value: string): boolean {
  return others !== listed.has(value);
}

/** What both allow. */
export function intersectValues(
  one: LabelValues,
  other: LabelValues,
): LabelValues {
  const missing = one.missing && other.missing;
  if (one.others && other.others) {
    return {
      listed: new Set([...one.listed, ...other.listed]),
      others: true,
      missing,
    };
  }
  const [finite, limit] = one.others ? [other, one] : [one, other];
  return {
    listed: new Set([...finite.listed].filter(value => has(limit, value))),
    others: false,
    missing,
  };
}

/** What at least one allows. */
export function uniteValues(all: readonly LabelValues[]): LabelValues {
  const missing = all.some(values => values.missing);
  const listed = new Set(
    all.flatMap(values => (values.others ? [] : [...values.listed])),
  );
  const [first, ...rest] = all.filter(({ others }) => others);
  if (!first) {
    return { listed, others: false, missing };
  }
  const excluded = [...first.listed].filter(
    value =>
      !listed.has(value) && rest.every(values => values.listed.has(value)),
  );
  return { listed: new Set(excluded), others: true, missing };
}

/** Whether everything that the inner one allows is allowed by the outer one. */
export function includesValues(
  outer: LabelValues,
  inner: LabelValues,
): boolean {
  if (inner.missing && !outer.missing) {
    return false;
  }
  return inner.others
    ? outer.others && [...outer.listed].every(value => inner.listed.has(value))
    : [...inner.listed].every(value => has(outer, value));
}
