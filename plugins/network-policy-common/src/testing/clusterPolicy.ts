import { parse } from 'yaml';
import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { parseClusterNetworkPolicy } from '../kubernetes/parseClusterNetworkPolicy';
import { valueOf } from './snapshotOf';

/** A ClusterNetworkPolicy about every pod, unless the YAML of its spec says otherwise; of the Admin tier likewise. */
export function clusterPolicy(
  name: string,
  spec: string,
): ClusterNetworkPolicy {
  return valueOf(
    parseClusterNetworkPolicy({
      metadata: { name },
      spec: {
        tier: 'Admin',
        priority: 10,
        subject: { namespaces: {} },
        ...parse(spec),
      },
    }),
  );
}
