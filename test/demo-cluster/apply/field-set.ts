import { FieldPath, isMap } from './field-schema';

const separator = '\u0000';

/** A set of paths to fields, as one manager owns them. */
export class FieldSet {
  private readonly members: Set<string>;

  constructor(paths: Iterable<string> = []) {
    this.members = new Set(paths);
  }

  static of(paths: FieldPath[]): FieldSet {
    return new FieldSet(paths.map(path => path.join(separator)));
  }

  get empty(): boolean {
    return this.members.size === 0;
  }

  get paths(): FieldPath[] {
    return [...this.members].sort().map(each => each.split(separator));
  }

  add(path: FieldPath): void {
    this.members.add(path.join(separator));
  }

  has(path: FieldPath): boolean {
    return this.members.has(path.join(separator));
  }

  /** Whether a field below this one is in the set. */
  hasBelow(path: FieldPath): boolean {
    const prefix = path.map(element => element + separator).join('');
    return [...this.members].some(
      each => each.length > prefix.length && each.startsWith(prefix),
    );
  }

  union(other: FieldSet): FieldSet {
    return new FieldSet([...this.members, ...other.members]);
  }

  intersection(other: FieldSet): FieldSet {
    return new FieldSet(
      [...this.members].filter(each => other.members.has(each)),
    );
  }

  difference(other: FieldSet): FieldSet {
    return new FieldSet(
      [...this.members].filter(each => !other.members.has(each)),
    );
  }

  equals(other: FieldSet): boolean {
    return (
      this.members.size === other.members.size && this.difference(other).empty
    );
  }

  /** The form in which `metadata.managedFields` holds it. */
  toFieldsV1(): Record<string, unknown> {
    const root: Record<string, unknown> = {};
    for (const path of this.paths) {
      let node = root;
      for (const element of path) {
        const known = node[element];
        const next = isMap(known) ? known : {};
        node[element] = next;
        node = next;
      }
      if (this.hasBelow(path)) node['.'] = {};
    }
    return root;
  }

  static fromFieldsV1(fields: Record<string, unknown> = {}): FieldSet {
    const set = new FieldSet();
    const visit = (node: Record<string, unknown>, path: FieldPath) => {
      const children = Object.entries(node).filter(([key]) => key !== '.');
      if (path.length > 0 && (children.length === 0 || '.' in node)) {
        set.add(path);
      }
      for (const [key, child] of children) {
        visit(isMap(child) ? child : {}, [...path, key]);
      }
    };
    visit(fields, []);
    return set;
  }
}

/** A path as error messages write it: `.spec.containers[name="web"].image`. */
export function formatPath(path: FieldPath): string {
  return path
    .map(element => {
      const rest = element.slice(2);
      if (element.startsWith('f:')) return `.${rest}`;
      if (element.startsWith('v:')) return `[=${rest}]`;
      const keys = Object.entries(JSON.parse(rest));
      const pairs = keys.map(
        ([key, value]) => `${key}=${JSON.stringify(value)}`,
      );
      return `[${pairs.join(',')}]`;
    })
    .join('');
}
