import { Pod } from '../kubernetes/clusterSnapshot';
import { End, PreparedEnd } from '../policies/end';
import { Side } from '../policies/side';
import { AddressSpread, familiesOf, spreadOf } from './addressSpread';
import type { ClusterIndex } from './ClusterIndex';
import { prepareOnce, unnumberedEnd } from './ends';
import { classifyBy, groupBy, PodClass } from './podClass';
import { KnownSides, keysOfSides } from './sides';

const noKeys: ReadonlySet<string> = new Set();
const mostClassings = 8;

/**
 * Pods of one namespace that are alike as sources: what policies say of their egress is the same. Mostly a group is
 * judged as one, so what its pods differ in is found out when somebody asks.
 */
export class SourceGroup {
  private knownEnd: End | undefined;
  private knownPrepared: PreparedEnd | undefined;
  private knownSpread: AddressSpread | undefined;
  private knownParts: readonly SourceGroup[] | undefined;
  private knownClasses: Map<string, readonly PodClass[]> | undefined;

  /**
   * @param egressSides - what policies may say of the egress of pods of the namespace
   * @param egress - absent for pods in the network of their node: policies are not about them
   * @param pods - at least one
   */
  constructor(
    private readonly index: ClusterIndex,
    private readonly egressSides: KnownSides,
    readonly egress: Side | undefined,
    readonly pods: readonly Pod[],
  ) {}

  /** How many pods there are. */
  get size(): number {
    return this.pods.length;
  }

  /** One of them as an end for whom all of them are alike. */
  get end(): End {
    this.knownEnd ??= unnumberedEnd(this.index, this.pods[0]);
    return this.knownEnd;
  }

  /** One of them as an end of connections. */
  get prepared(): PreparedEnd {
    this.knownPrepared ??= prepareOnce(this.index, this.pods[0], this.knownEnd);
    return this.knownPrepared;
  }

  /** Where their addresses lie. */
  get spread(): AddressSpread {
    this.knownSpread ??= spreadOf(this.pods);
    return this.knownSpread;
  }

  /** Whether blocks in the rules about their egress say the same of all of them, as connections with this end go. */
  isAlikeTowards(to: End): boolean {
    if (
      !this.egress ||
      this.egress.blocks.length === 0 ||
      this.spread.families.length === 1
    ) {
      return true;
    }
    // A pod without an address takes the family of the other end, so one family for all leaves no choice.
    const all = this.index.addresses.allFamilies();
    return (
      all.length === 1 &&
      to.addresses.families().every(family => family === all[0])
    );
  }

  /** Those apart that have addresses of other families, or none. */
  get byFamily(): readonly SourceGroup[] {
    this.knownParts ??=
      this.spread.families.length === 1
        ? [this]
        : groupBy(this.pods, familiesOf).map(
            pods =>
              new SourceGroup(this.index, this.egressSides, this.egress, pods),
          );
    return this.knownParts;
  }

  /** Those apart that policies about their egress may tell apart. */
  get classes(): readonly PodClass[] {
    return this.classesBy(noKeys);
  }

  /** Those apart that policies about their egress may tell apart, or somebody who asks for labels with these keys. */
  classesBy(keys: ReadonlySet<string>): readonly PodClass[] {
    const spelling = [...keys].sort().join();
    this.knownClasses ??= new Map();
    let classes = this.knownClasses.get(spelling);
    if (!classes) {
      if (this.knownClasses.size >= mostClassings) {
        this.knownClasses.clear();
      }
      classes = classifyBy(
        this.pods,
        new Set([...keysOfSides(this.egressSides), ...keys]),
      );
      this.knownClasses.set(spelling, classes);
    }
    return classes;
  }
}
