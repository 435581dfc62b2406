import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Write the policy that opens web to every namespace (NP-05)',
    example: stringify({
      steps: [
        {
          id: 'generate',
          action: 'network-policy:generate',
          name: 'Write the policy',
          input: {
            entityRef: 'component:default/web',
            exposure: {
              cluster: 'production',
              namespace: 'default',
              name: 'web-allow-all-namespaces',
              podSelector: { app: 'web' },
              from: { width: 'all-namespaces' },
              ports: [],
              reason: 'Shared login page',
              reviewBy: '2027-02-12',
            },
          },
        },
      ],
    }),
  },
  {
    description:
      'The policy of the SharedServiceExposure field, into a folder of the repository',
    example: stringify({
      steps: [
        {
          id: 'generate',
          action: 'network-policy:generate',
          name: 'Write the policy',
          input: {
            entityRef: '${{ parameters.sharing.entityRef }}',
            exposure: '${{ parameters.sharing.exposure }}',
            folder: 'policies',
          },
        },
      ],
    }),
  },
];
