import { Problem } from 'backstage-plugin-network-policy-common';
import {
  Assertion,
  Expectation,
  isExpectation,
  parseAssertion,
} from '../asking/assertion';
import { UnusableInputError } from '../failure';
import { describeFileError } from './files';
import { parseJson, parseYaml } from './parseText';
import { placesIn } from './places';
import { formatPlace, InputProblem } from './problem';
import { ReadText } from './readFiles';
import { isJson } from './splitDocuments';

/** An assertion as it was read: itself, or what was understood of it all the same. */
export type ReadAssertion =
  | { ok: true; assertion: Assertion }
  | { ok: false; name: string; expect?: Expectation };

function readUnusable(raw: unknown, index: number): ReadAssertion {
  const { name, expect }: Record<string, unknown> = isRecord(raw) ? raw : {};
  const isNamed = ['string', 'number'].includes(typeof name) && name !== '';
  return {
    ok: false,
    name: isNamed ? String(name) : `assertion ${index + 1}`,
    ...(isExpectation(expect) && { expect }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a file of assertions.
 *
 * @throws UnusableInputError where it holds none
 */
export function readAssertions(
  file: string,
  readText: ReadText,
): {
  assertions: readonly ReadAssertion[];
  problems: readonly InputProblem[];
  /** A problem of one of them, with its place. */
  problemAt: (index: number, problem: Problem) => InputProblem;
} {
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    throw new UnusableInputError(
      `${formatPlace(file)}: ${describeFileError(error)}`,
    );
  }
  const parsed = isJson(text) ? parseJson(text) : parseYaml(text);
  if (!parsed.ok) {
    const { line, message } = parsed;
    const place = formatPlace(file, line === undefined ? line : line + 1);
    throw new UnusableInputError(`${place}: ${message}`);
  }
  const list = isRecord(parsed.value) ? parsed.value.assertions : parsed.value;
  if (!Array.isArray(list)) {
    throw new UnusableInputError(
      `${formatPlace(
        file,
      )}: it must hold a list of assertions: {"assertions": [{"from": …, "to": …, "expect": …}]}`,
    );
  }
  const prefix = isRecord(parsed.value) ? 'assertions' : '';
  const findPlace = placesIn(readText);
  const problemAt = (index: number, { path, message }: Problem) => {
    const item = `${prefix}[${index}]`;
    const place = findPlace({ file, document: 1, path: item }, path);
    const whole = path ? `${item}.${path}` : item;
    return { file, line: place?.line, path: whole, message };
  };
  const problems: InputProblem[] = [];
  const assertions = list.map((raw, index): ReadAssertion => {
    const result = parseAssertion(raw);
    if (result.ok) {
      return { ok: true, assertion: result.value };
    }
    problems.push(...result.problems.map(problem => problemAt(index, problem)));
    return readUnusable(raw, index);
  });
  return { assertions, problems, problemAt };
}
