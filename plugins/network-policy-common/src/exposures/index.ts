export {
  fieldManager,
  isManaged,
  managedByLabel,
  managedByValue,
  networkPolicyAnnotations,
} from './annotations';
export { exposureDraftSchema, parseExposureDraft } from './exposureDraft';
export {
  buildNetworkPolicy,
  defaultPolicyName,
  manifestFileName,
  stringifyManifest,
  type ManifestSelector,
  type NetworkPolicyManifest,
} from './manifest';
export { exposureWidth, isAllNamespaces } from './width';
