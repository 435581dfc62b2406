/** An object that the walkthrough has made. */
export interface MadeObject {
  cluster: string;
  kind: string;
  uid: string;
}

/**
 * Remembers which objects the walkthrough has made. Only these are its own: a name or a label can be anybody's.
 */
export interface WalkthroughRecord {
  /** The uids of what it has made in a cluster, by kind. */
  madeIn(cluster: string): Promise<MadeObjects>;
  add(made: MadeObject): Promise<void>;
  /** Forgets an object that is gone. */
  forget(made: MadeObject): Promise<void>;
}

/** Objects of one cluster. */
export class MadeObjects {
  private readonly keys: ReadonlySet<string>;

  constructor(made: readonly Pick<MadeObject, 'kind' | 'uid'>[]) {
    this.keys = new Set(made.map(({ kind, uid }) => `${kind} ${uid}`));
  }

  has({ kind, uid }: { kind: string; uid: string | undefined }): boolean {
    return this.keys.has(`${kind} ${uid}`);
  }
}
