import { AddressFamily } from '../kubernetes/addresses';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Block } from '../policies/block';
import { PodsInBlock } from '../policies/end';
import { AddressSpread, spreadOf } from './addressSpread';
import { IndexedNamespace } from './indexedNamespace';
import { isFinished } from './podClass';
import { countPodsInBlock, PodsWithSpan } from './podsInBlock';

const addressFamilies = ['ipv4', 'ipv6'] as const;
const mostBlocks = 1_000;

function addressedPods({ pods }: IndexedNamespace): Pod[] {
  return pods.filter(pod => !pod.hostNetwork && !isFinished(pod));
}

/** The addresses of the pods of a cluster, unless they are their nodes' or no longer theirs. */
export class PodAddresses {
  private readonly blocks = new Map<string, PodsInBlock>();
  private families: readonly AddressFamily[] | undefined;

  constructor(private readonly namespaces: () => Iterable<IndexedNamespace>) {}

  /** How many of the pods that have an address have one in a block. */
  readonly inBlock = (block: Block): PodsInBlock => {
    let known = this.blocks.get(block.key);
    if (!known) {
      if (this.blocks.size >= mostBlocks) {
        this.blocks.clear();
      }
      known = countPodsInBlock(this.everyNamespace(), block);
      this.blocks.set(block.key, known);
    }
    return known;
  };

  /** Where those of a namespace lie. */
  ofNamespace(namespace: IndexedNamespace): AddressSpread {
    namespace.addresses ??= spreadOf(addressedPods(namespace));
    return namespace.addresses;
  }

  /** The families of the addresses. */
  readonly allFamilies = (): readonly AddressFamily[] => {
    if (!this.families) {
      let found = '';
      for (const namespace of this.namespaces()) {
        found += this.ofNamespace(namespace).families.join('');
      }
      this.families = addressFamilies.filter(family =>
        found.includes(family === 'ipv4' ? '4' : '6'),
      );
    }
    return this.families;
  };

  /** Forgets what was found, as pods of a namespace change. */
  forget(namespace: IndexedNamespace): void {
    namespace.addresses = undefined;
    this.blocks.clear();
    this.families = undefined;
  }

  private *everyNamespace(): Iterable<PodsWithSpan> {
    for (const namespace of this.namespaces()) {
      yield {
        pods: () => addressedPods(namespace),
        span: this.ofNamespace(namespace).span,
      };
    }
  }
}
