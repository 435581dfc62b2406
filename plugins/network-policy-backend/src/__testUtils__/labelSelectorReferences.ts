import {
  Labels,
  LabelSelector,
  LabelSelectorRequirement,
  validateLabelKey,
  validateLabelValue,
} from 'backstage-plugin-network-policy-common';

type Token = string | undefined;

/**
 * What `labels.Parse` of k8s.io/apimachinery makes of a text, written down once more after its source: its lexer and
 * its parser, step for step. Undefined where it fails, where it has `<` or `>`, and for a text without requirements.
 */
export function selectorOfKubernetes(
  text: string,
): ((labels: Labels) => boolean) | undefined {
  const tokens = text.match(/[^=!(),<>\s]+|==|!=|[=!(),<>]/g) ?? [];
  let position = 0;
  const peek = (): Token => tokens[position];
  const isWord = (token: Token): token is string =>
    token !== undefined && !/^[=!(),<>]+$/.test(token);
  const fail = (): never => {
    throw new SyntaxError(text);
  };
  const valid = (value: string) =>
    validateLabelValue(value) === undefined ? value : fail();

  const exact = () => {
    if (peek() === undefined || peek() === ',') {
      return new Set(['']);
    }
    const token = tokens[position++];
    return isWord(token) ? new Set([valid(token)]) : fail();
  };
  const identifiers = () => {
    const values = new Set<string>();
    for (;;) {
      const token = tokens[position++];
      if (isWord(token)) {
        values.add(valid(token));
        if (peek() === ')') {
          return values;
        }
        if (peek() !== ',') {
          return fail();
        }
      } else if (token === ',') {
        if (values.size === 0) {
          values.add('');
        }
        if (peek() === ')') {
          return values.add('');
        }
        if (peek() === ',') {
          position += 1;
          values.add('');
        }
      } else {
        return fail();
      }
    }
  };
  const set = () => {
    if (tokens[position++] !== '(' || peek() === ')') {
      return fail();
    }
    const values = identifiers();
    return tokens[position++] === ')' ? values : fail();
  };
  const requirement = (): ((labels: Labels) => boolean) => {
    const isNegated = peek() === '!';
    position += isNegated ? 1 : 0;
    const key = tokens[position++];
    if (!isWord(key) || validateLabelKey(key)) {
      return fail();
    }
    const has = (labels: Labels) => Object.hasOwn(labels, key);
    if (isNegated) {
      return labels => !has(labels);
    }
    if (peek() === undefined || peek() === ',') {
      return has;
    }
    const operator = tokens[position++];
    const isSet = operator === 'in' || operator === 'notin';
    if (!isSet && !['=', '==', '!='].includes(operator)) {
      return fail();
    }
    const values = isSet ? set() : exact();
    return operator === 'notin' || operator === '!='
      ? labels => !has(labels) || !values.has(labels[key])
      : labels => has(labels) && values.has(labels[key]);
  };

  try {
    const requirements = [requirement()];
    while (position < tokens.length) {
      if (tokens[position++] !== ',') {
        return undefined;
      }
      requirements.push(requirement());
    }
    return labels => requirements.every(one => one(labels));
  } catch {
    return undefined;
  }
}

const KEY = String.raw`[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?`;
const VALUE = String.raw`([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?`;
const EQUALITY = new RegExp(`^(?<key>${KEY})\\s*(==|=)\\s*(?<value>${VALUE})$`);
const INEQUALITY = new RegExp(`^(?<key>${KEY})\\s*!=\\s*(?<value>${VALUE})$`);
const SET = new RegExp(
  `^(?<key>${KEY})\\s+(?<operator>in|notin)\\s*\\((?<values>[^()]*)\\)$`,
);
const EXISTS = new RegExp(`^(?<not>!)?\\s*(?<key>${KEY})$`);

/** What the first parser made of a text; its regular expressions took more than linear time. */
export function oldSelector(query: string): LabelSelector | undefined {
  const requirements = query
    .split(/,(?![^(]*\))/)
    .map(part => oldRequirement(part.trim()));
  return requirements.every(one => one !== undefined)
    ? { matchLabels: {}, matchExpressions: requirements }
    : undefined;
}

function oldRequirement(text: string): LabelSelectorRequirement | undefined {
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
