/**
 * Who can reach a service in Kubernetes: verdicts with reasons, manifests, the backend's API and its client.
 *
 * @packageDocumentation
 */
export type * from './schema/openapi/generated/models';
export type { SideVerdict as ApiSideVerdict } from './schema/openapi/generated/models';
export * from './api';
export * from './exposures';
export * from './kubernetes';
export type { Parsed, Problem } from './parsing/parsed';
export * from './permissions';
export * from './probes';
export * from './reach';
export * from './verdict';
// These are also models of the API; the names mean the stricter types.
export type { Protocol } from './kubernetes';
export type { PolicyReference, SideVerdict } from './verdict';
