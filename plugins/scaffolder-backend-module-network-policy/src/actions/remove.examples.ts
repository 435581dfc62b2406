import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Stop sharing web',
    example: stringify({
      steps: [
        {
          id: 'remove',
          action: 'network-policy:remove',
          name: 'Remove the policy',
          input: {
            entityRef: 'component:default/web',
            cluster: 'production',
            namespace: 'default',
            policy: 'web-allow-all-namespaces',
          },
        },
      ],
    }),
  },
];
