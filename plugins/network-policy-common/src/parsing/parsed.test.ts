import { z } from 'zod';
import { parseWith } from './parsed';

const problemsOf = (schema: z.ZodType, raw: unknown) => {
  const parsed = parseWith(schema, raw);
  return parsed.ok ? [] : parsed.problems;
};

it('names fields with dots, and items and keys of maps in brackets', () => {
  const schema = z.object({
    rules: z.array(z.object({ labels: z.record(z.string(), z.string()) })),
  });
  expect(
    problemsOf(schema, { rules: [{ labels: { 'example.com/a': 1, b: 2 } }] }),
  ).toEqual([
    {
      path: 'rules[0].labels[example.com/a]',
      message: 'Invalid input: expected string, received number',
    },
    {
      path: 'rules[0].labels.b',
      message: 'Invalid input: expected string, received number',
    },
  ]);
});

it('says of what is missing or null that it is required', () => {
  const schema = z.object({ a: z.string(), b: z.string() });
  expect(problemsOf(schema, { b: null })).toEqual([
    { path: 'a', message: 'Required value' },
    { path: 'b', message: 'Required value' },
  ]);
});

it('names fields that should not be there', () => {
  expect(problemsOf(z.strictObject({}), { later: 1 })).toEqual([
    { path: 'later', message: 'unknown field "later"' },
  ]);
});

it('tells of the first hundred problems', () => {
  const problems = problemsOf(z.array(z.string()), new Array(250).fill(1));
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)).toEqual({
    path: '',
    message: 'and 150 more problems',
  });
});
