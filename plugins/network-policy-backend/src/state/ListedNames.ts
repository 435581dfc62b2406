import { ObjectLocation } from '../clusters/resources';

/**
 * Where the objects of a list are. A list may have hundreds of thousands and be read for a minute, so until it is
 * complete the names are kept one after the other: tables would take ten times as much memory, and leave holes between
 * the objects that stay.
 */
export class ListedNames {
  private readonly names: string[] = [];
  /** Lists are sorted by namespace: the namespaces, and where the names of each begin. */
  private readonly namespaces: string[] = [];
  private readonly starts: number[] = [];

  add({ namespace = '', name }: ObjectLocation): void {
    if (this.namespaces.at(-1) !== namespace) {
      this.namespaces.push(namespace);
      this.starts.push(this.names.length);
    }
    this.names.push(name);
  }

  /** Makes them ready to be asked whether an object is one of them. */
  asked(): (location: ObjectLocation) => boolean {
    const known = new Map<string, Set<string>>();
    this.namespaces.forEach((namespace, run) => {
      const names = known.get(namespace) ?? new Set();
      known.set(namespace, names);
      const end = this.starts[run + 1] ?? this.names.length;
      for (let index = this.starts[run]; index < end; index++) {
        names.add(this.names[index]);
      }
    });
    return ({ namespace = '', name }) =>
      known.get(namespace)?.has(name) ?? false;
  }
}
