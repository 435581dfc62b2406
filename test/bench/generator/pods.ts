import { Labels, Pod } from 'backstage-plugin-network-policy-common';
import { Random } from './random';
import { Workload } from './workloads';

/** Gives out addresses from these first two bytes on, each once. */
export function addressesFrom(first: number, second: number): () => string {
  let given = 0;
  return () => {
    given += 1;
    const carried = second + Math.floor(given / 65_536);
    const third = Math.floor(given / 256) % 256;
    return `${first}.${carried}.${third}.${given % 256}`;
  };
}

/** A Node by its place. */
export function nodeName(index: number): string {
  return `node-${String(index).padStart(4, '0')}`;
}

/** Where pods come to be: on which nodes, with which addresses. */
export interface Placement {
  nodes: readonly { name: string; addresses: readonly string[] }[];
  nextAddress: () => string;
}

interface Identity {
  name: string;
  labels: Labels;
  owner: { kind: string; name: string };
}

// A Deployment that is being rolled out has pods of two ReplicaSets.
function templateHashes(random: Random): readonly [string, ...string[]] {
  const hash = () => random.suffix(10);
  return random.chance(0.1) ? [hash(), hash()] : [hash()];
}

function identities(
  { kind, name, labels }: Workload,
  count: number,
  random: Random,
): Identity[] {
  const indexes = Array.from({ length: count }, (_, index) => index);
  if (kind === 'Deployment') {
    const hashes = templateHashes(random);
    return indexes.map(() => {
      const hash = random.pick(hashes);
      return {
        name: `${name}-${hash}-${random.suffix(5)}`,
        labels: { ...labels, 'pod-template-hash': hash },
        owner: { kind: 'ReplicaSet', name: `${name}-${hash}` },
      };
    });
  }
  const revision = `${name}-${random.suffix(10)}`;
  const owner = { kind, name };
  return indexes.map(index =>
    kind === 'StatefulSet'
      ? {
          name: `${name}-${index}`,
          labels: {
            ...labels,
            'apps.kubernetes.io/pod-index': `${index}`,
            'controller-revision-hash': revision,
            'statefulset.kubernetes.io/pod-name': `${name}-${index}`,
          },
          owner,
        }
      : {
          name: `${name}-${random.suffix(5)}`,
          labels: { ...labels, 'controller-revision-hash': revision },
          owner,
        },
  );
}

function phaseOf(random: Random): Pod['phase'] {
  const draw = random.fraction();
  if (draw < 0.005) {
    return 'Pending';
  }
  return draw < 0.01 ? 'Succeeded' : 'Running';
}

/** The pods of a workload. A few are still pending, without an address, and a few have finished. */
export function generatePods(
  workload: Workload,
  count: number,
  { nodes, nextAddress }: Placement,
  random: Random,
): Pod[] {
  return identities(workload, count, random).map(
    ({ name, labels, owner }, index): Pod => {
      const node =
        workload.kind === 'DaemonSet'
          ? nodes[index % nodes.length]
          : nodes[random.integer(nodes.length)];
      const phase = workload.hostNetwork ? 'Running' : phaseOf(random);
      const own = workload.hostNetwork ? node.addresses : [nextAddress()];
      return {
        namespace: workload.namespace,
        name,
        labels,
        phase,
        hostNetwork: workload.hostNetwork,
        addresses: phase === 'Pending' ? [] : own,
        ports: workload.ports,
        owner,
        nodeName: node.name,
      };
    },
  );
}
