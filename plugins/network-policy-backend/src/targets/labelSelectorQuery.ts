import {
  LabelSelector,
  LabelSelectorRequirement,
  validateLabelKey,
  validateLabelValue,
} from 'backstage-plugin-network-policy-common';
import { LabelSelectorTokens, SelectorToken } from './LabelSelectorTokens';

/** The most requirements that a selector may have. Nobody writes a tenth of it by hand. */
const REQUIREMENTS = 100;

/** The most values of one set, for the same reason. */
const VALUES = 100;

/** A label selector, or what is wrong with its text. */
export type ParsedSelector =
  | { ok: true; selector: LabelSelector }
  | { ok: false; problem: string };

/** What is wrong with a text; it does not leave this file. */
class NotASelector extends Error {}

/**
 * Reads a label selector as the API server takes it in a query (`app=web,tier in (front,back),!canary`), which is what
 * the annotation `backstage.io/kubernetes-label-selector` holds. The operators `<` and `>` have no counterpart in the
 * selectors of policies, and are refused. So is an empty text, which the API server takes for every pod.
 *
 * @param query - the text to read
 * @param tokens - what splits the text; tests count its steps
 */
export function parseLabelSelectorQuery(
  query: string,
  tokens: LabelSelectorTokens = new LabelSelectorTokens(query),
): ParsedSelector {
  try {
    return { ok: true, selector: combine(readRequirements(tokens)) };
  } catch (error) {
    if (error instanceof NotASelector) {
      return { ok: false, problem: error.message };
    }
    throw error;
  }
}

function combine(
  requirements: readonly LabelSelectorRequirement[],
): LabelSelector {
  const equal = new Map<string, string>();
  const matchExpressions = requirements.filter(({ key, operator, values }) => {
    // A second, different value for a key selects nothing; as an expression it still does.
    const isFirst = operator === 'In' && values.length === 1 && !equal.has(key);
    if (isFirst) {
      equal.set(key, values[0]);
    }
    return !isFirst;
  });
  return { matchLabels: Object.fromEntries(equal), matchExpressions };
}

function readRequirements(
  tokens: LabelSelectorTokens,
): LabelSelectorRequirement[] {
  const requirements = new Array<LabelSelectorRequirement>();
  for (;;) {
    if (requirements.length === REQUIREMENTS) {
      throw new NotASelector(`it has more than ${REQUIREMENTS} requirements`);
    }
    requirements.push(readRequirement(tokens));
    const token = tokens.next();
    if (token.kind === 'end') {
      return requirements;
    }
    if (token.kind !== ',') {
      throw unexpected(token, 'a comma or the end');
    }
  }
}

function readRequirement(
  tokens: LabelSelectorTokens,
): LabelSelectorRequirement {
  if (tokens.peek().kind === '!') {
    tokens.next();
    return { key: readKey(tokens), operator: 'DoesNotExist', values: [] };
  }
  const key = readKey(tokens);
  const next = tokens.peek();
  if (next.kind === 'end' || next.kind === ',') {
    return { key, operator: 'Exists', values: [] };
  }
  const token = tokens.next();
  switch (token.kind) {
    case '=':
    case '==':
      return { key, operator: 'In', values: [readValue(tokens)] };
    case '!=':
      return { key, operator: 'NotIn', values: [readValue(tokens)] };
    case 'word':
      if (token.text === 'in') {
        return { key, operator: 'In', values: readSet(tokens) };
      }
      if (token.text === 'notin') {
        return { key, operator: 'NotIn', values: readSet(tokens) };
      }
      break;
    default:
  }
  throw unexpected(token, 'one of =, ==, !=, in and notin');
}

function readKey(tokens: LabelSelectorTokens): string {
  const token = tokens.next();
  if (token.kind !== 'word') {
    throw unexpected(token, 'the key of a label');
  }
  const problem = validateLabelKey(token.text);
  if (problem) {
    throw new NotASelector(`${quote(token.text)} is not a key: ${problem}`);
  }
  return token.text;
}

/** A value may be empty, as in `app=`. */
function readValue(tokens: LabelSelectorTokens): string {
  const { kind } = tokens.peek();
  return kind === 'end' || kind === ',' ? '' : readWord(tokens);
}

function readWord(tokens: LabelSelectorTokens): string {
  const token = tokens.next();
  if (token.kind !== 'word') {
    throw unexpected(token, 'a value');
  }
  const problem = validateLabelValue(token.text);
  if (problem) {
    throw new NotASelector(`${quote(token.text)} is not a value: ${problem}`);
  }
  return token.text;
}

/** A set has at least one value. What stands between two commas, or beside one, may be the empty value. */
function readSet(tokens: LabelSelectorTokens): string[] {
  const open = tokens.next();
  if (open.kind !== '(') {
    throw unexpected(open, 'an opening parenthesis');
  }
  if (tokens.peek().kind === ')') {
    throw new NotASelector('a set has no values');
  }
  const values = new Set<string>();
  for (;;) {
    if (values.size > VALUES) {
      throw new NotASelector(`a set has more than ${VALUES} values`);
    }
    const { kind } = tokens.peek();
    values.add(kind === ',' || kind === ')' ? '' : readWord(tokens));
    const separator = tokens.next();
    if (separator.kind === ')') {
      return [...values];
    }
    if (separator.kind !== ',') {
      throw unexpected(separator, 'a comma or a closing parenthesis');
    }
  }
}

function unexpected(token: SelectorToken, instead: string): NotASelector {
  return new NotASelector(`it has ${describe(token)} instead of ${instead}`);
}

function describe(token: SelectorToken): string {
  switch (token.kind) {
    case 'end':
      return 'its end';
    case 'word':
    case 'unknown':
      return quote(token.text);
    default:
      return quote(token.kind);
  }
}

/** What somebody wrote may be long. */
function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
