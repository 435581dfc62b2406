import { z } from 'zod';

/**
 * What is wrong with a value that was read.
 *
 * @public
 */
export interface Problem {
  /** Where, like `spec.ingress[0].from[1].ipBlock.cidr`; empty for the value as a whole. */
  path: string;
  message: string;
}

/**
 * The outcome of reading something from outside: the value, or everything that is wrong with it.
 *
 * @public
 */
export type Parsed<T> =
  | { ok: true; value: T }
  | { ok: false; problems: readonly Problem[] };

function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => {
      const text = String(key);
      // The keys of a map are bracketed as Kubernetes brackets them; labels have dots and slashes.
      if (typeof key === 'number' || !/^\w+$/.test(text)) {
        return `[${text}]`;
      }
      return index === 0 ? text : `.${text}`;
    })
    .join('');
}

function toProblems(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => {
      const path = formatPath([...issue.path, key]);
      return { path, message: `unknown field "${path}"` };
    });
  }
  const missing =
    issue.code === 'invalid_type' &&
    (issue.input === undefined || issue.input === null);
  return [
    {
      path: formatPath(issue.path),
      message: missing ? 'Required value' : issue.message,
    },
  ];
}

// A list of a hundred thousand wrong items is told of by its first ones.
const mostProblems = 100;

function problemsOf(issues: readonly z.core.$ZodIssue[]): Problem[] {
  const problems = issues.slice(0, mostProblems).flatMap(toProblems);
  const more = issues.length - mostProblems;
  return more > 0
    ? [...problems, { path: '', message: `and ${more} more problems` }]
    : problems;
}

/** Reads a value with a schema. */
export function parseWith<T>(schema: z.ZodType<T>, raw: unknown): Parsed<T> {
  const result = schema.safeParse(raw, { reportInput: true });
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, problems: problemsOf(result.error.issues) };
}
