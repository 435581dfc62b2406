import { startTestBackend } from '@backstage/backend-test-utils';
import {
  scaffolderActionsExtensionPoint,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { parse } from 'yaml';
import module from './index';

it('adds the actions, each with examples that name it', async () => {
  const added: TemplateAction[] = [];
  await startTestBackend({
    extensionPoints: [
      [
        scaffolderActionsExtensionPoint,
        { addActions: (...actions) => added.push(...actions) },
      ],
    ],
    features: [module],
  });

  expect(added.map(({ id }) => id).sort()).toEqual([
    'network-policy:apply',
    'network-policy:deploy-walkthrough',
    'network-policy:generate',
    'network-policy:remove',
    'network-policy:remove-walkthrough',
    'network-policy:verify',
  ]);
  for (const { id, examples = [], supportsDryRun } of added) {
    expect(supportsDryRun).toBe(true);
    expect(examples.length).toBeGreaterThan(0);
    for (const { example } of examples) {
      expect(parse(example).steps[0].action).toBe(id);
    }
  }
});
