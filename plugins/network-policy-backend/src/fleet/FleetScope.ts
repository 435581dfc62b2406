import { FleetExposure } from 'backstage-plugin-network-policy-common';

/** What of the fleet a caller may see. */
export interface FleetScope {
  seesExposure: (exposure: FleetExposure) => boolean;
  /** Whether the caller may know of clusters in which they see no exposure. */
  seesClusters: boolean;
}

/** The whole fleet. */
export const wholeFleet: FleetScope = {
  seesExposure: () => true,
  seesClusters: true,
};
