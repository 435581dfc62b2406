import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Deploy web and isolate it',
    example: stringify({
      steps: [
        {
          id: 'deploy',
          action: 'network-policy:deploy-walkthrough',
          name: 'Deploy web',
          input: { isolate: true },
        },
      ],
    }),
  },
];
