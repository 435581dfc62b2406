import {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ClusterDirectory } from '../clusters/ClusterDirectory';
import { EntityLoader } from '../entities/EntityLoader';
import { ExposureService } from '../exposures/ExposureService';
import { ExplanationService } from '../explanation/ExplanationService';
import { FleetService } from '../fleet/FleetService';
import { LiveReach } from '../live/LiveReach';
import { ExposurePermissions } from '../permissions/ExposurePermissions';
import { Ownership } from '../ownership/Ownership';
import { ProbeService } from '../probes/ProbeService';
import { ReachService } from '../reach/ReachService';
import { WalkthroughService } from '../walkthrough/WalkthroughService';

/**
 * What the routes are made of.
 */
export interface RouteServices {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  logger: LoggerService;
  permissions: PermissionsService;
  exposurePermissions: ExposurePermissions;
  userInfo: UserInfoService;
  clusters: ClusterDirectory;
  entities: EntityLoader;
  ownership: Ownership;
  reach: ReachService;
  explanations: ExplanationService;
  liveReach: LiveReach;
  fleet: FleetService;
  exposures: ExposureService;
  probes: ProbeService;
  walkthrough: WalkthroughService;
}

/** A request as what finds out who makes it takes it. */
export type HttpRequest = Parameters<HttpAuthService['credentials']>[0];
