import { AddressFamily } from '../kubernetes/addresses';
import { Pod } from '../kubernetes/clusterSnapshot';
import { AddressSpread, spreadOf } from './addressSpread';
import { IndexedNamespace } from './indexedNamespace';
import { isFinished } from './podClass';

const addressFamilies = ['ipv4', 'ipv6'] as const;

function addressedPods({ pods }: IndexedNamespace): Pod[] {
  return pods.filter(pod => !pod.hostNetwork && !isFinished(pod));
}

/** The addresses of the pods of a cluster, unless they are their nodes' or no longer theirs. */
export class PodAddresses {
  private families: readonly AddressFamily[] | undefined;

  constructor(private readonly namespaces: () => Iterable<IndexedNamespace>) {}

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
    this.families = undefined;
  }
}
