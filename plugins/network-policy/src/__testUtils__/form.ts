import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import type {
  ExposureDraft,
  ExposurePreview,
} from 'backstage-plugin-network-policy-common';
import { backend, backendUrl } from './backend';

export const webSharing = { entityRef: 'component:default/web' };

/** The drafts that the backend was asked about. */
export const asked: ExposureDraft[] = [];

export function previewIs(overrides: Partial<ExposurePreview> = {}) {
  backend.use(
    http.post<never, ExposureDraft>(
      backendUrl('entities/component/default/web/exposures/preview'),
      async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json({
          manifest: '',
          fileName: 'web-allow-all-namespaces.yaml',
          totalNamespaces: 4,
          before: ['default'],
          after: ['default', 'kube-system', 'secondary', 'batch'],
          gains: ['kube-system', 'secondary', 'batch'],
          loses: [],
          outsideBefore: 'shut-out',
          outsideAfter: 'shut-out',
          warnings: [],
          ...overrides,
        });
      },
    ),
  );
}

export const manifest = () => screen.findByRole('region', { name: 'Manifest' });
/** An input by its label. By role would be slower, and a form has many. */
export const input = (label: string | RegExp) =>
  screen.findByLabelText(label, { selector: 'input' });
export const preview = () =>
  screen.getByRole('region', { name: 'Before and after' });

export async function retype(label: string | RegExp, text: string) {
  const box = await input(label);
  await userEvent.clear(box);
  await userEvent.type(box, text);
  await userEvent.tab();
}
