import { Config } from '@backstage/config';
import { z } from 'zod';

const entrySchema = z.looseObject({
  name: z.string(),
  url: z.string().optional(),
  caData: z.string().optional(),
  caFile: z.string().optional(),
  skipTLSVerify: z.boolean().optional(),
  authProvider: z.string().optional(),
  serviceAccountToken: z.string().optional(),
});

/** Other ways to find clusters have no addresses in the configuration. */
const locatorsSchema = z.array(
  z.looseObject({
    type: z.string(),
    clusters: z.array(z.unknown()).optional(),
  }),
);

/**
 * How the kubernetes plugin's own configuration says to reach a cluster.
 */
export interface KubernetesEntry {
  url?: string;
  caData?: string;
  caFile?: string;
  skipTLSVerify?: boolean;
  authProvider?: string;
  serviceAccountToken?: string;
}

/**
 * The clusters that the configuration of the kubernetes plugin lists, by name. Entries that the plugin itself would
 * refuse are left out: it is the plugin that says what is wrong with them.
 */
export function kubernetesEntries(
  config: Config,
): ReadonlyMap<string, KubernetesEntry> {
  const locators = locatorsSchema.safeParse(
    config.getOptional('kubernetes.clusterLocatorMethods'),
  );
  const entries = (locators.data ?? [])
    .filter(({ type }) => type === 'config')
    .flatMap(({ clusters = [] }) => clusters)
    .flatMap(entry => entrySchema.safeParse(entry).data ?? []);
  return new Map(entries.map(entry => [entry.name, entry]));
}
