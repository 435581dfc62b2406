import { Problem } from 'backstage-plugin-network-policy-common';
import { ApiFields, ApiKind, apiKinds } from './apiFields';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How many letters must be added, taken away or changed to make one word of another. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 0; at < one.length; at++) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to++) {
      next.push(
        Math.min(
          next[to] + 1,
          row[to + 1] + 1,
          row[to] + (one[at] === other[to] ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[other.length];
}

const mostDifferent = 2;

/** The word that was likely meant. */
function nearest(word: string, words: readonly string[]): string | undefined {
  const [best] = words
    .map(candidate => ({
      candidate,
      letters: distance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .sort((one, other) => one.letters - other.letters);
  return best && best.letters <= mostDifferent && best.letters < word.length - 1
    ? best.candidate
    : undefined;
}

/** Where a field of this name is known, like `spec` or `spec.egress[].to[]`. */
function* homesOf(
  name: string,
  fields: ApiFields,
  path = '',
): Generator<string> {
  for (const [field, below] of Object.entries(fields)) {
    if (field === name && path) {
      yield path;
    }
    if (below) {
      const isList =
        /^(?:ingress|egress|from|to|ports|protocols|matchExpressions)$/;
      const own = path ? `${path}.${field}` : field;
      yield* homesOf(name, below, isList.test(field) ? `${own}[]` : own);
    }
  }
}

const withoutIndexes = (path: string) => path.replace(/\[\d+\]/g, '[]');

/** An object whose fields are checked, with what its kind knows. */
interface Checked extends ApiKind {
  raw: Readonly<Record<string, unknown>>;
}

/** The place of a field that is likely meant: in the same part of the object, and in a part that there is. */
function homeOf(
  name: string,
  path: string,
  { fields, raw }: Checked,
): string | undefined {
  const here = withoutIndexes(path);
  const shared = (home: string) => {
    let length = 0;
    while (length < home.length && home[length] === here[length]) {
      length++;
    }
    return length;
  };
  const isGiven = (home: string) => {
    const [, part = ''] = home.replace(/\[\]/g, '').split('.');
    return isRecord(raw.spec) && Object.hasOwn(raw.spec, part) ? 0 : 1;
  };
  return [...homesOf(name, fields)].sort(
    (one, other) =>
      shared(other) - shared(one) ||
      isGiven(one) - isGiven(other) ||
      one.length - other.length,
  )[0];
}

function suggest(
  name: string,
  path: string,
  here: ApiFields,
  checked: Checked,
): string {
  const other = checked.alsoCalled[name];
  const meant =
    other && Object.hasOwn(here, other)
      ? other
      : nearest(name, Object.keys(here));
  if (meant) {
    return `; did you mean ${meant}?`;
  }
  const home = homeOf(name, path, checked);
  return home ? `; did you mean ${home}.${name}?` : '';
}

function* findUnknown(
  value: unknown,
  here: ApiFields,
  checked: Checked,
  path = '',
): Generator<Problem> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* findUnknown(item, here, checked, `${path}[${index}]`);
    }
    return;
  }
  if (!isRecord(value)) {
    return;
  }
  for (const [name, field] of Object.entries(value)) {
    const own = path ? `${path}.${name}` : name;
    const below = here[name];
    if (!Object.hasOwn(here, name)) {
      const hint = suggest(name, path, here, checked);
      yield { path: own, message: `unknown field "${name}"${hint}` };
    } else if (below) {
      yield* findUnknown(field, below, checked, own);
    }
  }
}

const mostProblems = 100;

/**
 * The fields of a policy that the API does not know, which the API server refuses (rule 21f), and a kind in wrong letters;
 * with what was likely meant.
 */
export function unknownFieldsOf(raw: unknown): Problem[] {
  if (!isRecord(raw)) {
    return [];
  }
  const name = `${raw.apiVersion} ${raw.kind}`;
  const kind = Object.hasOwn(apiKinds, name) ? apiKinds[name] : undefined;
  if (kind) {
    const checked = { ...kind, raw };
    return [...findUnknown(raw, kind.fields, checked)].slice(0, mostProblems);
  }
  const meant = Object.keys(apiKinds).find(
    known => known.toLowerCase() === name.toLowerCase(),
  );
  return meant
    ? [
        {
          path: 'kind',
          message: `unknown kind "${raw.kind}"; did you mean ${
            meant.split(' ')[1]
          }?`,
        },
      ]
    : [];
}
