import fc from 'fast-check';
import { RawObject } from '../naive/objects';
import { networkPolicies } from './networkPolicies';
import { namespaces, nodes, pods } from './pods';
import { services } from './services';
import { tierPolicies } from './tierPolicies';

/** A manifest as it comes out of a file: nothing in it is undefined, and nothing is shared. */
function asWritten<T>(manifest: T): T;
function asWritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asWritten);
  if (typeof value !== 'object' || value === null) return value;
  const written: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) written[key] = asWritten(item);
  }
  return written;
}

/** The manifests of a small cluster in which connections are often allowed and often denied. */
export const cluster: fc.Arbitrary<RawObject[]> = fc
  .tuple(namespaces, nodes, pods, services, networkPolicies, tierPolicies)
  .map(parts => asWritten(parts.flat()));
