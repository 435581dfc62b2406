import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { parseExposureRef } from 'backstage-plugin-network-policy-common';
import { ownersOf } from './ownersOf';
import { NetworkPolicyExposure } from '../permissions/exposureRules';

/**
 * The exposures that browsers ask permissions for before there is a draft, to know whether they should offer the form.
 * They stand for the narrowest exposure. Writes do not rely on the answer: they evaluate the conditions on the draft.
 */
export function possibleExposures(options: {
  catalog: CatalogService;
  auth: AuthService;
}): (resourceRefs: string[]) => Promise<(NetworkPolicyExposure | undefined)[]> {
  const { catalog, auth } = options;
  return async resourceRefs => {
    const places = resourceRefs.map(parseExposureRef);
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: places.map(place => place?.entityRef ?? '') },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return places.map((place, index) => {
      const entity = items[index];
      return (
        place &&
        entity && {
          cluster: place.cluster,
          namespace: place.namespace,
          width: 'certain-pods-in-labelled-namespaces',
          owners: ownersOf(entity),
          entity: place.entityRef,
        }
      );
    });
  };
}
