import { SideVerdict } from '../policies/sideVerdict';

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
