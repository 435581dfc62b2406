import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { mkdir, writeFile } from 'node:fs/promises';
import { InitiatorApi } from '../client/initiatorApi';
import { examples } from './generate.examples';
import { entityRefInput, exposureInput, readExposure } from './exposureInput';

/**
 * Writes the manifest of a draft into the task's workspace. The backend makes it, as the person who started the task,
 * who needs the permission to propose it. No cluster is read.
 */
export function createGenerateAction(api: InitiatorApi) {
  return createTemplateAction({
    id: 'network-policy:generate',
    description:
      'Writes the NetworkPolicy that opens a shared service (NP-05 or a narrower form) to a file of the workspace',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: entityRefInput,
        exposure: exposureInput,
        folder: z =>
          z
            .string()
            .optional()
            .describe('Folder of the workspace to write to; default: its root'),
      },
      output: {
        manifest: z => z.string().describe('The policy as YAML'),
        path: z => z.string().describe('The file, from the workspace’s root'),
        policy: z => z.string().describe('Name of the policy'),
        report: z => z.string().describe('The manifest as Markdown'),
      },
    },
    async handler(ctx) {
      const exposure = readExposure(ctx.input.exposure);
      const folder = resolveSafeChildPath(
        ctx.workspacePath,
        ctx.input.folder ?? '.',
      );
      const { manifest, fileName } = await api.call(ctx, (client, options) =>
        client.makeExposureManifest(ctx.input.entityRef, exposure, options),
      );
      await mkdir(folder, { recursive: true });
      await writeFile(resolveSafeChildPath(folder, fileName), manifest);
      ctx.logger.info(`Wrote ${fileName}\n${manifest}`);

      ctx.output('manifest', manifest);
      ctx.output(
        'path',
        [ctx.input.folder, fileName].filter(Boolean).join('/'),
      );
      ctx.output('policy', exposure.name);
      ctx.output('report', `\`${fileName}\`\n\n\`\`\`yaml\n${manifest}\`\`\``);
    },
  });
}
