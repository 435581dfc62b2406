import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Apply what the SharedServiceExposure field gave',
    example: stringify({
      steps: [
        {
          id: 'apply',
          action: 'network-policy:apply',
          name: 'Apply the policy',
          input: {
            entityRef: '${{ parameters.sharing.entityRef }}',
            exposure: '${{ parameters.sharing.exposure }}',
          },
        },
      ],
    }),
  },
];
