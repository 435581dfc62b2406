import { ClusterIndex } from '../cluster/ClusterIndex';
import { IndexedNamespace } from '../cluster/indexedNamespace';
import { SourceGroup } from '../cluster/SourceGroup';
import { SourcesDigest } from '../cluster/sourcesDigest';
import { holdsAllOrNone } from '../cluster/splitByBlocks';
import { AddressFamily } from '../kubernetes/addresses';
import { notIsolated } from '../policies/judgeSide';
import { SideVerdict } from '../policies/sideVerdict';
import { Port } from '../schema/openapi';
import { familiesOf } from '../verdict/matchConnection';
import {
  EgressOfGroup,
  EgressTowards,
  openTowards,
  Outcome,
} from './egressTowards';
import {
  addVerdicts,
  allowedPorts,
  isOpenQuestion,
  JudgedPorts,
  judgeUnmatched,
} from './judgedPorts';
import { JudgedNamespace } from './judgeNamespace';
import { TargetJudge } from './judgeSource';
import { KnownTowards } from './KnownTowards';
import { askingOf, tellsApart } from './asking';
import { sourcePods } from './sources';
import { ReachSide } from './targetReach';
import { uniteSides } from './uniteSides';

const anyFamily: readonly [AddressFamily | undefined] = [undefined];
const nothing: readonly never[] = [];
// Each set of ports has an outcome of its own.
const mostPorts = 8;

function sideOfPorts(judged: JudgedPorts, ports: number): ReachSide {
  const verdicts: SideVerdict[] = [];
  addVerdicts(judged, ports, verdicts);
  return uniteSides(verdicts);
}

function isOpen({ egress }: SourceGroup): boolean {
  return egress !== undefined && judgeUnmatched(egress) === notIsolated;
}

function countPods(
  sources: readonly SourceGroup[],
  { reach, connecting }: Outcome,
): JudgedNamespace['pods'] {
  let total = 0;
  for (let place = 0; place < sources.length; place++) {
    total += sources[place].size;
  }
  let allowed = reach === 'all' ? total : 0;
  for (let nth = 0; nth < connecting.length; nth++) {
    allowed += sources[connecting[nth]].size;
  }
  return { allowed, total };
}

/** Judges namespaces one after the other, each by what is the same for many of its pods and for many destinations. */
class NamespaceJudge {
  /** Tells this target from those that differ in more than the peers that they are. */
  private readonly destination: number;
  private readonly all: number;

  constructor(
    private readonly index: ClusterIndex,
    private readonly judge: TargetJudge,
    private readonly ports: readonly Port[],
  ) {
    const { end } = judge.target.prepared;
    this.destination = index.destinations.of(
      JSON.stringify([
        end.kind,
        end.ports,
        ports.map(({ protocol, port }) => [protocol, port]),
        end.addresses.families(),
      ]),
    );
    this.all = 2 ** ports.length - 1;
  }

  judgeNamespace(namespace: IndexedNamespace): JudgedNamespace | undefined {
    const digest = this.index.digest(namespace);
    const family = digest && this.familyOfSources(namespace, digest);
    const towards = digest && this.egressTowards(digest);
    if (!family || !towards) {
      return undefined;
    }
    const ingress = this.judge.ingressElsewhere(digest.end, family[0]);
    if (ingress.isOpen) {
      return undefined;
    }
    const outcome = towards.outcome(ingress.allowed);
    const judged: JudgedNamespace = {
      reach: outcome.reach,
      pods: countPods(digest.sources, outcome),
      ports: this.portsOf(outcome),
      ingress: sideOfPorts(ingress.judged, outcome.ingressPorts),
      egress: outcome.egress,
      admitted: ingress.allowed !== 0,
      unequal: false,
      partial: nothing,
    };
    if (outcome.reach === 'some') {
      const { sources } = digest;
      const connecting = outcome.connecting.map(place => sources[place]);
      judged.groups = sourcePods(sources, new Set(connecting));
    }
    return judged;
  }

  private portsOf({ ports }: Outcome): readonly Port[] {
    if (ports === 0) {
      return nothing;
    }
    return ports === this.all
      ? this.ports
      : this.ports.filter((_, index) => ports & (1 << index));
  }

  // The one family that all sources connect over, where the target's ingress asks for their addresses at all.
  private familyOfSources(
    namespace: IndexedNamespace,
    { end }: SourcesDigest,
  ): readonly [AddressFamily | undefined] | undefined {
    const { ingress, prepared } = this.judge.target;
    if (!ingress || ingress.blocks.length === 0) {
      return anyFamily;
    }
    const { span, families } = this.index.addresses.ofNamespace(namespace);
    const [family, ...others] = familiesOf(end, prepared.end, [ingress]);
    return families.length === 1 &&
      others.length === 0 &&
      holdsAllOrNone(ingress.blocks, span)
      ? [family]
      : undefined;
  }

  private egressTowards(digest: SourcesDigest): EgressTowards | undefined {
    const { isPeer, target } = this.judge;
    const peers: number[] = [];
    for (let index = 0; index < digest.peers.length; index++) {
      if (isPeer(digest.peers[index])) {
        peers.push(digest.peers[index]);
      }
    }
    if (peers.length > 0 && target.prepared.end.addresses.all().length === 0) {
      // What it is depends on where the pods of the cluster are.
      return undefined;
    }
    if (peers.length === 0 && digest.sources.every(isOpen)) {
      return openTowards(this.ports.length);
    }
    digest.towards ??= new KnownTowards();
    // To whom it is nobody it is like every other destination with so many ports.
    const kind = peers.length > 0 ? this.destination : -this.ports.length;
    return digest.towards.of(kind, peers, () =>
      this.judgeEgress(digest.sources, peers),
    );
  }

  private judgeEgress(
    sources: readonly SourceGroup[],
    peers: readonly number[],
  ): EgressTowards | undefined {
    const count = this.ports.length;
    const groups = new Array<EgressOfGroup>(sources.length);
    const byAddress = peers.some(
      number => this.index.peers.peer(number)?.kind === 'blocks',
    );
    for (let index = 0; index < sources.length; index++) {
      const group = sources[index];
      const judged =
        peers.length > 0
          ? this.judgeGroup(group, byAddress)
          : group.egress && judgeUnmatched(group.egress);
      if (!judged || isOpenQuestion(judged)) {
        return undefined;
      }
      groups[index] = { judged, allowed: allowedPorts(judged, count) };
    }
    return new EgressTowards(groups, count);
  }

  /** @param byAddress - whether rules may match the target by its address, so that its family makes a difference */
  private judgeGroup(
    group: SourceGroup,
    byAddress: boolean,
  ): JudgedPorts | undefined {
    const { egress } = group;
    const { egressOf, target } = this.judge;
    const { end } = target.prepared;
    const [family, ...others] = byAddress
      ? familiesOf(group.end, end, [egress])
      : anyFamily;
    return egress &&
      others.length === 0 &&
      (!byAddress || group.isAlikeTowards(end))
      ? egressOf(egress, family)
      : undefined;
  }
}

/**
 * Judges namespaces whose pods the one target does not tell apart, other than its own. That is most of them.
 *
 * @returns undefined for a namespace whose sources must be judged one by one
 */
export function judgeAtOnce(
  index: ClusterIndex,
  judges: readonly TargetJudge[],
  ports: readonly Port[],
): (namespace: IndexedNamespace) => JudgedNamespace | undefined {
  const [judge, ...others] = judges;
  if (
    !judge ||
    others.length > 0 ||
    !ports.length ||
    ports.length > mostPorts
  ) {
    return () => undefined;
  }
  const asking = askingOf([judge.target]);
  const own = judge.target.pods[0].namespace;
  const atOnce = new NamespaceJudge(index, judge, ports);
  return namespace =>
    namespace.name === own || tellsApart(namespace, asking)
      ? undefined
      : atOnce.judgeNamespace(namespace);
}
