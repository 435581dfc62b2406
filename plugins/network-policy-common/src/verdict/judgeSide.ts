import { AddressFamily } from '../kubernetes/addresses';
import { NetworkPolicy, PolicyType } from '../kubernetes/networkPolicy';
import { Endpoint } from './endpoint';
import { admitsPeer, admitsPort, PodPort } from './matchRule';
import { NonEmpty, SideVerdict } from './verdict';
import { PolicyReference } from '../schema/openapi';

/** A side's verdict, and what it rests on. */
export interface JudgedSide {
  verdict: SideVerdict;
  /** Whether it holds only where the plugin matches blocks of addresses on pods. */
  onlyByBlockOnPod: boolean;
  /** Policies that would allow it if the other end's address, which is to come, lay in their blocks. */
  perhaps: readonly PolicyReference[];
}

/** One direction of a connection. */
export interface Side {
  direction: PolicyType;
  /** The policies that isolate this side's pod in this direction. */
  policies: readonly NetworkPolicy[];
  /** The other end. */
  other: Endpoint;
  /** The end that is connected to, on which port names resolve. */
  destination: Endpoint;
  port: PodPort;
  family?: AddressFamily;
}

/** The reasons in a list that holds at least one; undefined for an empty list. */
function nonEmpty<T>(items: readonly T[]): NonEmpty<T> | undefined {
  const [first, ...rest] = items;
  return first === undefined ? undefined : [first, ...rest];
}

/** Whether the policies of one side allow a connection, and which rules do or which policies stand in the way. */
export function judgeSide(side: Side): JudgedSide {
  const { direction, policies, other, destination, port, family } = side;
  const isolating = nonEmpty<PolicyReference>(
    policies.map(({ namespace, name }) => ({ namespace, name })),
  );
  if (!isolating) {
    return {
      verdict: { allowed: true, because: 'not-isolated', policies: [] },
      onlyByBlockOnPod: false,
      perhaps: [],
    };
  }
  const matching = policies.flatMap(policy =>
    (direction === 'Ingress' ? policy.ingress : policy.egress)
      .map((rule, index) => ({
        reference: {
          namespace: policy.namespace,
          name: policy.name,
          rule: index,
        },
        match: admitsPort(rule, destination, port)
          ? admitsPeer(rule, policy.namespace, other, family)
          : 'no',
      }))
      .filter(({ match }) => match !== 'no'),
  );
  const allowing = matching.filter(({ match }) => match !== 'perhaps');
  const reasons = nonEmpty<Required<PolicyReference>>(
    allowing.map(({ reference }) => reference),
  );
  return reasons
    ? {
        verdict: { allowed: true, because: 'rules', policies: reasons },
        onlyByBlockOnPod: allowing.every(
          ({ match }) => match === 'by-block-on-pod',
        ),
        perhaps: [],
      }
    : {
        verdict: { allowed: false, because: 'no-rule', policies: isolating },
        onlyByBlockOnPod: false,
        perhaps: matching.map(({ reference }) => reference),
      };
}
