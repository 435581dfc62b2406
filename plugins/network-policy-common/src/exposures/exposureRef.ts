/**
 * Where an exposure of an entity would be. There need not be one.
 *
 * @public
 */
export interface ExposurePlace {
  /** Full reference of the entity whose pods would be opened. */
  entityRef: string;
  cluster: string;
  namespace: string;
}

/**
 * The reference with which a browser asks for a permission about exposures, before there is a draft.
 *
 * @public
 */
export function formatExposureRef(place: ExposurePlace): string {
  return [place.cluster, place.namespace, place.entityRef]
    .map(encodeURIComponent)
    .join('/');
}

/**
 * Reads such a reference; undefined where it is none.
 *
 * @public
 */
export function parseExposureRef(ref: string): ExposurePlace | undefined {
  try {
    const [cluster, namespace, entityRef, ...more] = ref
      .split('/')
      .map(decodeURIComponent);
    return cluster && namespace && entityRef && more.length === 0
      ? { cluster, namespace, entityRef }
      : undefined;
  } catch {
    return undefined;
  }
}
