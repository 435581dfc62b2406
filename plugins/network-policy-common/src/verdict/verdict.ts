import { PolicyReference } from '../schema/openapi';

/** A list that holds at least one item. @public */
export type NonEmpty<T> = readonly [T, ...T[]];

/**
 * One side of a connection with its reasons. A verdict without reasons cannot be written down.
 *
 * @public
 */
export type SideVerdict =
  | { allowed: true; because: 'not-isolated'; policies: readonly [] }
  | {
      allowed: true;
      because: 'rules';
      policies: NonEmpty<Required<PolicyReference>>;
    }
  | {
      allowed: false;
      because: 'no-rule';
      policies: NonEmpty<PolicyReference>;
    };

/**
 * Whether a connection may happen: the source's egress and the destination's ingress must both allow it.
 *
 * @public
 */
export interface Verdict {
  allowed: boolean;
  egress: SideVerdict;
  ingress: SideVerdict;
  /** What was not evaluated and could change the verdict, one sentence each; empty when all was. */
  partial: readonly string[];
}
