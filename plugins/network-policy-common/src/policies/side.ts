import { NetworkPolicy, NetworkPolicyRule } from '../kubernetes/networkPolicy';
import { Block, blockOf } from './block';
import { CompiledPolicy, CompiledRule, Direction } from './compiledPolicy';
import { JudgedSide, nonEmpty } from './sideVerdict';

/** What policies say of one direction of some pods, layer by layer. */
export interface SideLayers {
  direction: Direction;
  admin: readonly CompiledRule[];
  /** The NetworkPolicies that isolate the pods. */
  isolating: readonly CompiledPolicy[];
  baseline: readonly CompiledRule[];
}

function goesBeyondNamespace({ peers }: NetworkPolicyRule): boolean {
  return (
    peers.length === 0 ||
    peers.some(
      peer => peer.kind === 'ipBlock' || peer.namespaceSelector !== undefined,
    )
  );
}

function rulesBeyond(
  policies: readonly CompiledPolicy[],
  direction: Direction,
): CompiledRule[] {
  const found: CompiledRule[] = [];
  for (let position = 0; position < policies.length; position++) {
    const policy = policies[position];
    const rules = policy.networkPolicy?.[direction] ?? [];
    for (let index = 0; index < rules.length; index++) {
      if (goesBeyondNamespace(rules[index])) {
        found.push(policy[direction][index]);
      }
    }
  }
  return found;
}

/** The blocks by which rules of one direction tell other ends apart, each once. */
export function blocksOf(
  policies: Iterable<NetworkPolicy>,
  rules: Iterable<CompiledRule>,
  direction: Direction,
): Block[] {
  const found = new Map<string, Block>();
  for (const policy of policies) {
    for (const { peers } of policy[direction]) {
      for (const peer of peers) {
        const block =
          peer.kind === 'ipBlock' ? blockOf(peer.cidr, peer.except) : undefined;
        if (block) {
          found.set(block.key, block);
        }
      }
    }
  }
  for (const { peers } of rules) {
    for (const peer of peers ?? []) {
      if (peer.kind === 'blocks') {
        peer.blocks.forEach(block => found.set(block.key, block));
      }
    }
  }
  return [...found.values()];
}

/**
 * Everything that policies say of one direction of some pods: the rules of each layer in the order in which they are
 * asked. Pods that the same policies select share one side. Of most sides not all is ever asked, so their rules are made
 * ready when they are.
 */
export class Side {
  readonly admin: readonly CompiledRule[];
  readonly isolating: readonly CompiledPolicy[];
  readonly baseline: readonly CompiledRule[];
  /** What is said where NetworkPolicies isolate the pods and no rule allows; absent where none isolates. */
  readonly noRule?: JudgedSide;
  private readonly direction: Direction;
  private knownRules: readonly CompiledRule[] | undefined;
  private knownBeyond: readonly CompiledRule[] | undefined;
  private knownBlocks: readonly Block[] | undefined;

  constructor({ direction, admin, isolating, baseline }: SideLayers) {
    this.direction = direction;
    this.admin = admin;
    this.isolating = isolating;
    this.baseline = baseline;
    const policies = nonEmpty(isolating.map(({ reference }) => reference));
    if (policies) {
      this.noRule = {
        verdict: { allowed: false, because: 'no-rule', policies },
        questions: [],
      };
    }
  }

  /** The rules of NetworkPolicies. */
  get networkPolicy(): readonly CompiledRule[] {
    this.knownRules ??= this.isolating.flatMap(
      policy => policy[this.direction],
    );
    return this.knownRules;
  }

  /** The rules of NetworkPolicies that may match pods of other namespaces. */
  get beyondNamespace(): readonly CompiledRule[] {
    this.knownBeyond ??= rulesBeyond(this.isolating, this.direction);
    return this.knownBeyond;
  }

  /** The blocks by which rules tell other ends apart, each once. */
  get blocks(): readonly Block[] {
    this.knownBlocks ??= blocksOf(
      this.isolating
        .map(({ networkPolicy }) => networkPolicy)
        .filter(policy => policy !== undefined),
      [...this.admin, ...this.baseline],
      this.direction,
    );
    return this.knownBlocks;
  }
}

const nothing = { admin: [], isolating: [], baseline: [] };

/** The sides of pods that no policy is about. */
export const openSides: Readonly<Record<Direction, Side>> = {
  ingress: new Side({ direction: 'ingress', ...nothing }),
  egress: new Side({ direction: 'egress', ...nothing }),
};
