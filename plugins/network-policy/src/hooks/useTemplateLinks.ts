import { useRouteRef } from '@backstage/core-plugin-api';
import { templateRouteRef } from '../routes';

/** What the templates' forms can be filled in with beforehand. */
export interface TemplateTarget {
  entityRef: string;
  cluster?: string;
  namespace?: string;
  policy?: string;
}

/** Addresses of the template forms, filled in for an entity; undefined where the app has no scaffolder. */
export function useTemplateLinks(target: TemplateTarget) {
  const templateRoute = useRouteRef(templateRouteRef);
  if (!templateRoute) {
    return { share: undefined, revoke: undefined };
  }
  const address = (templateName: string, formData: object) => {
    const query = new URLSearchParams({ formData: JSON.stringify(formData) });
    return `${templateRoute({ namespace: 'default', templateName })}?${query}`;
  };
  return {
    share: address('share-service', {
      sharing: { entityRef: target.entityRef },
    }),
    revoke: address('revoke-share', target),
  };
}
