/**
 * Who can reach a service in Kubernetes: verdicts with reasons, manifests, the backend's API and its client.
 *
 * @packageDocumentation
 */
export type * from './schema/openapi/generated/models';
export type {
  GetReach,
  ListFleetExposures,
  ListReachOfNamespaces,
} from './schema/openapi/generated/apis';
export type { SideVerdict as ApiSideVerdict } from './schema/openapi/generated/models';
export * from './api';
export * from './cluster';
export * from './connections';
export * from './exposures';
export * from './kubernetes';
export type { Parsed, Problem } from './parsing/parsed';
export * from './permissions';
export * from './policies';
export * from './probes';
export * from './reach';
export * from './verdict';
// This is also a model of the API, which is exported as ApiSideVerdict; the name means the stricter type.
export type { SideVerdict } from './policies';
