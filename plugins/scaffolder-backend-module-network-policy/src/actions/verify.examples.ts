import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Connect to web from its own namespace and one other',
    example: stringify({
      steps: [
        {
          id: 'verify',
          action: 'network-policy:verify',
          name: 'Connect',
          input: {
            entityRef: 'component:default/web',
            cluster: 'production',
            namespace: 'default',
          },
        },
      ],
    }),
  },
  {
    description: 'Connect from two named namespaces',
    example: stringify({
      steps: [
        {
          id: 'verify',
          action: 'network-policy:verify',
          name: 'Connect',
          input: {
            entityRef: 'component:default/web',
            cluster: 'production',
            namespace: 'default',
            from: ['default', 'secondary'],
          },
        },
      ],
    }),
  },
  {
    description:
      'After another step: say what is in force when it fails, and go on where connections prove nothing',
    example: stringify({
      steps: [
        {
          id: 'verify',
          action: 'network-policy:verify',
          name: 'Connect',
          input: {
            entityRef: 'component:default/web',
            cluster: 'production',
            namespace: 'default',
            failOn: 'contradicted',
            inForce: '${{ steps.apply.output.inForce }}',
          },
        },
      ],
    }),
  },
];
