import { Pod } from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { ClusterDirectory } from '../clusters/ClusterDirectory';
import { LatestAttempt, ProbeRunSummary } from '../probes/ProbeRunStore';
import { EntityTargets } from '../reach/EntityTargets';
import { SeenProbes } from '../reach/SeenProbes';
import { TargetList } from '../reach/TargetList';
import { TargetReaches } from '../reach/TargetReaches';
import { mockServices } from '@backstage/backend-test-utils';
import { ClusterReading } from '../state/clusterHealth';
import { viewOf } from './viewOf';
import { north, workload } from './webInNorth';

/** The name of the nth namespace; names are in the order of their numbers. */
export const nth = (number: number) => `n-${String(number).padStart(4, '0')}`;

/** A cluster with a pod of the entity in each of many namespaces. */
export function clusterOf(namespaces: number) {
  return viewOf({
    namespaces: Array.from({ length: namespaces }, (_, number) => ({
      name: nth(number),
      labels: {},
    })),
    pods: Array.from(
      { length: namespaces },
      (_, number): Pod => ({
        namespace: nth(number),
        name: 'web-1',
        labels: { app: 'web' },
        addresses: [`10.0.${Math.floor(number / 250)}.${number % 250}`],
        ports: [{ protocol: 'TCP', containerPort: 80 }],
        hostNetwork: false,
        phase: 'Running',
      }),
    ),
  });
}

/** Targets of an entity in that cluster, which changes when its version is raised. */
export function manyTargets(
  namespaces: number,
  stored: {
    runs?: readonly ProbeRunSummary[];
    attempts?: readonly LatestAttempt[];
  } = {},
) {
  const view = clusterOf(namespaces);
  const state = { version: 1 };
  const states = {
    read: async (): Promise<ClusterReading> => ({
      state: 'read',
      version: state.version,
      asOf: `2026-11-26T10:00:0${state.version}.000Z`,
      health: { state: 'live' },
      view,
    }),
  };
  const clusters: Partial<ClusterDirectory> = {
    list: async (): Promise<EvaluableCluster[]> => [north],
  };
  const reaches = new TargetReaches();
  const summarise = jest.spyOn(reaches, 'summarise');
  const counted = new Array<string>();
  const logger = mockServices.logger.mock();
  const targets = new EntityTargets({
    list: new TargetList({ clusters: clusters as ClusterDirectory, states }),
    states,
    reaches,
    probes: new SeenProbes({
      store: {
        latestRun: async () => undefined,
        latestRuns: async () => stored.runs ?? [],
        latestAttempts: async () => [...(stored.attempts ?? [])],
      },
      logger,
    }),
    logger,
    onCounted: entityRef => counted.push(entityRef),
  });
  const page = (query: { limit?: number; cursor?: string } = {}) =>
    targets.page(workload, query);
  return { page, targets, state, summarise, counted, logger };
}
