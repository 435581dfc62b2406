export {
  fieldManager,
  type Governance,
  isManaged,
  managedByLabel,
  managedByValue,
  namespaceOwnersAnnotation,
  networkPolicyAnnotations,
} from './annotations';
export { exposureDraftSchema, parseExposureDraft } from './exposureDraft';
export type { ServiceReference } from './exposedPods';
export type { ExposureEffect } from './exposureEffect';
export {
  formatExposureRef,
  parseExposureRef,
  type ExposurePlace,
} from './exposureRef';
export { type ClusterExposure, exposuresOf } from './exposuresOf';
export {
  buildNetworkPolicy,
  defaultPolicyName,
  manifestFileName,
  stringifyManifest,
  type ManifestMetadata,
  type ManifestSelector,
  type NetworkPolicyManifest,
} from './manifest';
export {
  describeTool,
  policyOwner,
  type PolicyMarks,
  type PolicyOwner,
  type PolicyTool,
} from './policyOwner';
export {
  recogniseSharing,
  type RecognisedSharing,
  type Sharing,
} from './recogniseSharing';
export { exposureWidth, isAllNamespaces, placeOfWidth, widths } from './width';
