import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  scaffolderActionsExtensionPoint,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import scaffolderModule from 'backstage-plugin-scaffolder-backend-module-network-policy';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { startProbes } from '../__testUtils__/startProbes';

const quota = 'Error creating: exceeded quota: compute, requested: pods=1';

/** A quota stops the pods of every Job: the Job controller says so in an event, and no pod is ever made. */
function stopAllPods(cluster: FakeCluster) {
  cluster.afterCreate = ({ metadata }, plural) => {
    if (plural === 'jobs') {
      cluster.put('events', {
        metadata: { name: metadata.name, namespace: metadata.namespace },
        type: 'Warning',
        reason: 'FailedCreate',
        message: quota,
      });
    }
  };
}

/** Stands for the scaffolder, which is only asked to take the actions. */
function scaffolder(added: TemplateAction[]) {
  return createBackendPlugin({
    pluginId: 'scaffolder',
    register(env) {
      env.registerExtensionPoint(scaffolderActionsExtensionPoint, {
        addActions: (...actions) => added.push(...actions),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
}

it('attack 6: a task is not green when a quota has stopped all probe pods', async () => {
  const actions: TemplateAction[] = [];
  const { backend, cluster } = await startProbes({
    features: [scaffolder(actions), scaffolderModule],
  });
  stopAllPods(cluster);
  const verify = actions.find(({ id }) => id === 'network-policy:verify')!;
  const ctx = createMockActionContext({
    input: {
      entityRef: 'component:default/web',
      cluster: 'north',
      namespace: 'default',
      from: ['secondary', 'default'],
      inForce: 'NetworkPolicy default/web-open is in force on cluster north.',
    },
  });

  await expect(verify.handler(ctx)).rejects.toThrow(
    /^NetworkPolicy default\/web-open is in force on cluster north\. Not verified: .*2 of 2 connections were inconclusive.*exceeded quota/,
  );

  expect(cluster.all('jobs')).toEqual([]);
  expect(ctx.output).toHaveBeenCalledWith('result', 'not-verified');
  await backend.stop();
}, 60_000);
