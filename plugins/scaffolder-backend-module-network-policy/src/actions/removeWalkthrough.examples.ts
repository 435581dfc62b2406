import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Remove what the walkthrough made',
    example: stringify({
      steps: [
        {
          id: 'remove',
          action: 'network-policy:remove-walkthrough',
          name: 'Clean up',
          input: { cluster: 'production' },
        },
      ],
    }),
  },
];
