import {
  ConnectionEnd,
  DecidingPolicy,
  DecidingRule,
  SideVerdict,
} from 'backstage-plugin-network-policy-common';
import { Paint } from '../printing/style';
import { formatPlace } from '../reading/problem';
import { Quote, State } from '../reading/state';
import { formatQuote } from './quotes';
import {
  describeEnd,
  describePolicy,
  Direction,
  rulePath,
  sentenceOf,
  whoIs,
} from './sides';

/** A policy that had a say, and where it is written; a rule of it, if one decided. */
export type PlacedPolicy = (DecidingPolicy | DecidingRule) & {
  /** The field, like `spec.ingress[0]`. */
  path?: string;
  file?: string;
  document?: number;
  line?: number;
  endLine?: number;
};

/** One side of a connection, explained. */
export interface SideExplanation {
  allowed: boolean;
  because: SideVerdict['because'];
  sentence: string;
  policies: readonly PlacedPolicy[];
}

interface Placed {
  policy: PlacedPolicy;
  quote?: Quote;
}

// Where no rule decides, it is what the policy selects and does not allow.
function pathOf(
  direction: Direction,
  policy: DecidingPolicy | DecidingRule,
): string {
  return 'rule' in policy ? rulePath(direction, policy) : 'spec';
}

function place(
  direction: Direction,
  policy: DecidingPolicy | DecidingRule,
  state: State,
): Placed {
  const path = pathOf(direction, policy);
  const quote = state.quote(policy, path);
  const { file, document, line, endLine } = quote ?? {};
  return {
    policy: {
      ...policy,
      path,
      ...(file !== undefined && { file, document, line, endLine }),
    },
    quote,
  };
}

// Who wants to read the text of more asks for one of them.
const mostQuotes = 3;

function describePlace({ policy, quote }: Placed): string {
  const { file, line } = quote ?? {};
  const where = file === undefined ? '' : `${formatPlace(file, line)}: `;
  return `    ${where}${describePolicy(policy)}`;
}

/** One side of a verdict with its sentence and the places of what decided. */
export function explainSide(
  direction: Direction,
  side: SideVerdict,
  end: ConnectionEnd,
  state: State,
): { explanation: SideExplanation; lines: (paint: Paint) => Iterable<string> } {
  const placed = side.policies.map(policy => place(direction, policy, state));
  const sentence = sentenceOf(direction, side, whoIs(end));
  const { allowed, because } = side;
  return {
    explanation: {
      allowed,
      because,
      sentence,
      policies: placed.map(({ policy }) => policy),
    },
    *lines(paint) {
      const title = direction === 'egress' ? 'Egress of' : 'Ingress of';
      const word = allowed
        ? paint('allowed', 'allowed')
        : paint('denied', 'denied');
      yield '';
      yield `${title} ${describeEnd(end)}: ${word}`;
      yield `  ${sentence}`;
      yield* placed.length > mostQuotes
        ? placed.map(describePlace)
        : placed.flatMap(({ quote }) =>
            quote ? [...formatQuote(quote, paint)] : [],
          );
    },
  };
}
