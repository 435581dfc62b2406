import { IndexedNamespace } from '../cluster/indexedNamespace';
import { Block } from '../policies/block';
import { CompiledPeer } from '../policies/compiledPolicy';
import { LabelSet } from '../policies/labelSets';
import { Target } from './targets';

/** What the ingress of targets can ask of sources. */
export interface Asking {
  targets: readonly Target[];
  blocks: readonly Block[];
  /** Peers that ask for labels of pods. */
  peers: readonly CompiledPeer[];
  /** The keys of these labels. */
  keys: ReadonlySet<string>;
}

/** What the ingress of targets can ask of sources. */
export function askingOf(targets: readonly Target[]): Asking {
  const peers: CompiledPeer[] = [];
  const keys = new Set<string>();
  for (const { rules } of targets) {
    for (const rule of rules) {
      for (const peer of rule.peers ?? []) {
        if (peer.kind === 'pods' && peer.podSelector?.everything === false) {
          peers.push(peer);
          peer.podSelector.keys().forEach(key => keys.add(key));
        }
      }
    }
  }
  return {
    targets,
    blocks: targets.flatMap(({ ingress }) => ingress?.blocks ?? []),
    peers,
    keys,
  };
}

function asksIn(
  peer: CompiledPeer,
  namespace: string,
  labels: LabelSet,
): boolean {
  return (
    peer.kind === 'pods' &&
    (peer.namespace === undefined || peer.namespace === namespace) &&
    (peer.namespaceSelector === undefined ||
      peer.namespaceSelector.selectsSet(labels))
  );
}

/** Whether the targets tell pods of a namespace apart by their labels. */
export function tellsApart(
  { name, labels }: IndexedNamespace,
  { peers }: Asking,
): boolean {
  return peers.some(peer => asksIn(peer, name, labels));
}
