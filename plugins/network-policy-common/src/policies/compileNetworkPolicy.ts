import {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '../kubernetes/networkPolicy';
import { blockOf } from './block';
import {
  CompiledPeer,
  CompiledPolicy,
  CompiledPort,
  CompiledRule,
  FindSelector,
} from './compiledPolicy';
import { DecidingPolicy } from './deciding';

function compilePeer(
  peer: NetworkPolicyPeer,
  namespace: string,
  find: FindSelector,
): CompiledPeer {
  if (peer.kind === 'ipBlock') {
    const block = blockOf(peer.cidr, peer.except);
    return { kind: 'blocks', blocks: block ? [block] : [] };
  }
  const { namespaceSelector, podSelector } = peer;
  return {
    kind: 'pods',
    namespace: namespaceSelector ? undefined : namespace,
    namespaceSelector: namespaceSelector && find(namespaceSelector),
    podSelector: podSelector && find(podSelector),
  };
}

function compilePort({
  protocol,
  port,
  endPort,
}: NetworkPolicyPort): CompiledPort {
  if (typeof port === 'string') {
    return { kind: 'named', name: port, protocol };
  }
  return port === undefined
    ? { kind: 'range', protocol, from: 1, to: 65535 }
    : { kind: 'range', protocol, from: port, to: endPort ?? port };
}

/** A NetworkPolicy made ready to be asked: its rules are compiled when somebody asks for those of their direction. */
class CompiledNetworkPolicy implements CompiledPolicy {
  readonly tier = 'NetworkPolicy';
  readonly priority = 0;
  readonly reference: DecidingPolicy;
  private ingressRules: readonly CompiledRule[] | undefined;
  private egressRules: readonly CompiledRule[] | undefined;

  constructor(
    readonly networkPolicy: NetworkPolicy,
    private readonly find: FindSelector,
  ) {
    const { namespace, name } = networkPolicy;
    this.reference = {
      kind: 'NetworkPolicy',
      namespace,
      name,
      tier: 'NetworkPolicy',
    };
  }

  get ingress(): readonly CompiledRule[] {
    this.ingressRules ??= this.compile(this.networkPolicy.ingress);
    return this.ingressRules;
  }

  get egress(): readonly CompiledRule[] {
    this.egressRules ??= this.compile(this.networkPolicy.egress);
    return this.egressRules;
  }

  private compile(rules: readonly NetworkPolicyRule[]): CompiledRule[] {
    const { namespace } = this.networkPolicy;
    return rules.map(({ peers, ports }, index) => ({
      policy: this,
      index,
      action: 'Accept',
      peers:
        peers.length > 0
          ? peers.map(peer => compilePeer(peer, namespace, this.find))
          : undefined,
      ports: ports.length > 0 ? ports.map(compilePort) : undefined,
      whole: undefined,
      reasons: undefined,
    }));
  }
}

/** Makes a NetworkPolicy ready to be asked. */
export function compileNetworkPolicy(
  policy: NetworkPolicy,
  find: FindSelector,
): CompiledPolicy {
  return new CompiledNetworkPolicy(policy, find);
}
