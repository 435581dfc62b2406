import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  backend,
  backendUrl,
  clustersAre,
  errorResponse,
  forgetAnswers,
  reachIs,
} from '../../__testUtils__/backend';
import { evaluated } from '../../__testUtils__/fixtures';
import { manifest, previewIs, webSharing } from '../../__testUtils__/form';
import { renderForm } from '../../__testUtils__/renderForm';

const because =
  'Cluster simulated is read only here: networkPolicy.clusters has no writer for it.';

const previewFails = () =>
  backend.use(
    http.post(
      backendUrl('entities/component/default/web/exposures/preview'),
      () => errorResponse(502, 'ClusterError', 'no answer'),
    ),
  );

describe('what the form says about delivery', () => {
  registerMswTestHooks(backend);
  beforeEach(() => {
    reachIs(evaluated());
    previewIs();
  });
  afterEach(forgetAnswers);

  it('is nothing where the policy can be applied', async () => {
    renderForm({ initial: webSharing });
    await screen.findByText('1 → 4 namespaces');
    expect(screen.queryByText(/cannot apply this policy/)).toBeNull();
  });

  it('is that a read-only cluster takes a file, even before there is a preview', async () => {
    clustersAre({
      name: 'simulated',
      readOnly: true,
      readOnlyBecause: because,
    });
    previewFails();
    renderForm({ initial: webSharing });
    const note = await screen.findByText(
      'You cannot apply this policy from here.',
    );
    expect(note.closest('[role=status]')).toHaveTextContent(
      `${because} If you go on, choose the file in the next step and propose it in a pull request`,
    );
    expect(await manifest()).toHaveTextContent('kind: NetworkPolicy');
  });

  it('is why this very draft is refused, as the preview says', async () => {
    previewIs({ applyRefused: 'Namespace default has not consented' });
    renderForm({ initial: webSharing });
    const note = await screen.findByText(
      'You cannot apply this policy from here.',
    );
    expect(note.closest('[role=status]')).toHaveTextContent(
      'Namespace default has not consented. If you go on',
    );
  });

  it('recommends no file where the name belongs to another policy', async () => {
    previewIs({
      applyRefused: 'It was left unchanged',
      warnings: [
        { code: 'exists-foreign', message: 'It exists; choose another name.' },
      ],
    });
    renderForm({ initial: webSharing });
    const note = await screen.findByText(
      'You cannot apply this policy from here.',
    );
    expect(note.closest('[role=status]')).toHaveTextContent(
      'It exists; choose another name. If you go on, applying will be refused.',
    );
    expect(screen.getAllByText(/choose another name/)).toHaveLength(1);
  });

  it.each([
    [403, 'NotAllowedError', /You do not have permission to list clusters/],
    [500, 'Error', /The clusters could not be loaded: broken/],
  ])(
    'is plain when the list of clusters answers %s',
    async (status, name, words) => {
      previewFails();
      backend.use(
        http.get(backendUrl('clusters'), () =>
          errorResponse(status, name, 'broken'),
        ),
      );
      renderForm({ initial: webSharing });
      expect(await screen.findByText(words)).toBeInTheDocument();
      expect(await screen.findByText('app=web')).toBeInTheDocument();
    },
  );

  it('does not need the list of clusters where there is a preview', async () => {
    backend.use(
      http.get(backendUrl('clusters'), () =>
        errorResponse(403, 'NotAllowedError', 'not for you'),
      ),
    );
    renderForm({ initial: webSharing });
    await screen.findByText('1 → 4 namespaces');
    await waitFor(() =>
      expect(screen.queryByText(/permission to list clusters/)).toBeNull(),
    );
  });
});
