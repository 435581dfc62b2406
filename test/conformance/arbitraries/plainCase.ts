import { FuzzCase, fuzzCase } from './fuzzCase';

/**
 * A case without pods on the host's network, and of which no pod has an address of IPv6: for answers about many pods at
 * once, which do not know the exceptions for those.
 */
export const plainCase = fuzzCase
  .map(
    (fuzzed): FuzzCase => ({
      ...fuzzed,
      objects: fuzzed.objects.filter(
        object => object.kind !== 'Pod' || !object.spec.hostNetwork,
      ),
    }),
  )
  .filter(({ objects }) =>
    objects.every(
      object =>
        object.kind !== 'Pod' ||
        (object.status?.podIPs ?? []).every(({ ip }) => !ip.includes(':')),
    ),
  );
