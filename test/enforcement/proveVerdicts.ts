import assert from 'node:assert/strict';
import {
  allowedPorts,
  IndexedCluster,
} from 'backstage-plugin-network-policy-common';
import { indexOf, readObjects } from './cluster/readCluster';
import { compareWithReality } from './connections/compare';
import {
  connectionsOfPods,
  ExpectedConnection,
  podOf,
  podsOf,
} from './connections/expected';
import { describeMismatches } from './describeMismatches';
import { applyPolicies } from './policies/applied';
import { PolicyManifest } from './policies/policySet';
import { World } from './world/world';

/** How many connections were made, and what the verdicts say of them. */
export interface Mix {
  allowed: number;
  denied: number;
  /** Those that did not turn out as the verdicts say at once. */
  triedAgain: number;
}

const isAllowed = ({ verdicts }: ExpectedConnection) =>
  verdicts.some(({ verdict }) => verdict.allowed);

/** The ports that two pods may use, asked at once, are those of the verdicts one by one. */
function assertSameAsAllowedPorts(cluster: IndexedCluster): void {
  const pods = podsOf(cluster);
  for (const connection of connectionsOfPods(cluster)) {
    const to = pods.find(({ name }) => name === connection.verdicts[0].pod);
    assert(to);
    const ports = allowedPorts(cluster, {
      from: { kind: 'pod', pod: podOf(cluster, connection.from) },
      to: { kind: 'pod', pod: to },
    });
    assert.equal(
      ports.has(connection.protocol, connection.port),
      isAllowed(connection),
      `allowedPorts says ${ports} of ${connection.from.name} to ${to.name}`,
    );
  }
}

/** The API server fills in defaults: manifests as people write them must mean the same. */
function assertSameAsWritten(
  objects: readonly unknown[],
  policies: readonly PolicyManifest[],
): void {
  assert.deepEqual(
    connectionsOfPods(indexOf([...objects, ...policies])).map(isAllowed),
    connectionsOfPods(indexOf(objects)).map(isAllowed),
    'the manifests give other verdicts than the objects that the API server made of them',
  );
}

/**
 * Applies policies, asks the engine about connections, and makes them. Throws when one does not turn out as the engine
 * says, after printing all that is needed to see it again.
 */
export async function proveVerdicts(
  world: World,
  policies: readonly PolicyManifest[],
  connectionsOf: (cluster: IndexedCluster) => ExpectedConnection[],
): Promise<Mix> {
  await applyPolicies(policies, world.controlAddress);
  const objects = await readObjects();
  const cluster = indexOf(objects);
  const connections = connectionsOf(cluster);
  const { mismatches, triedAgain } = await compareWithReality(connections);
  if (mismatches.length > 0) {
    const lines = describeMismatches(mismatches, policies, cluster);
    process.stdout.write(lines.map(line => `| ${line}\n`).join(''));
  }
  assert.equal(mismatches.length, 0, 'connections differ from their verdicts');
  assertSameAsAllowedPorts(cluster);
  assertSameAsWritten(objects, policies);
  const allowed = connections.filter(isAllowed).length;
  return { allowed, denied: connections.length - allowed, triedAgain };
}
