import { createExternalRouteRef } from '@backstage/core-plugin-api';

/**
 * The scaffolder's form for one template. Where it is not bound, the card's menu has no links to the templates.
 */
export const templateRouteRef = createExternalRouteRef({
  id: 'template',
  optional: true,
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
