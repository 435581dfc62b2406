import fc from 'fast-check';
import { RawObject } from '../naive/objects';
import { networkPolicies } from './networkPolicies';
import { namespaces, nodes, pods } from './pods';
import { services } from './services';
import { tierPolicies } from './tierPolicies';

/** A manifest as it comes out of a file: nothing in it is undefined. */
const asWritten = <T>(manifest: T): T => JSON.parse(JSON.stringify(manifest));

/** The manifests of a small cluster in which connections are often allowed and often denied. */
export const cluster: fc.Arbitrary<RawObject[]> = fc
  .tuple(namespaces, nodes, pods, services, networkPolicies, tierPolicies)
  .map(parts => asWritten(parts.flat()));
