import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  backend,
  backendUrl,
  errorResponse,
  forgetAnswers,
  reachIs,
} from '../../__testUtils__/backend';
import {
  evaluated,
  reachPath,
  unevaluated,
} from '../../__testUtils__/fixtures';
import {
  asked,
  input,
  manifest,
  previewIs,
  retype,
  webSharing,
} from '../../__testUtils__/form';
import { renderForm } from '../../__testUtils__/renderForm';

describe('a service whose cluster cannot be read', () => {
  registerMswTestHooks(backend);
  beforeEach(() => {
    asked.length = 0;
    reachIs(evaluated());
    previewIs();
  });
  afterEach(forgetAnswers);

  it('still makes a manifest when the cluster does not answer', async () => {
    reachIs(unevaluated('unreachable', 'Its API server did not answer.'));
    backend.use(
      http.post(
        backendUrl('entities/component/default/web/exposures/preview'),
        () => errorResponse(502, 'ClusterError', 'prod-us-2 is unreachable'),
      ),
    );
    renderForm({ initial: webSharing });
    expect(
      await screen.findByText(/could not be read: Its API server/),
    ).toBeInTheDocument();
    expect(await input('Cluster')).toHaveValue('prod-us-2');
    expect(await input('Namespace')).toHaveValue('default');
    expect(await manifest()).toHaveTextContent(
      'podSelector: matchLabels: app: web',
    );
    expect(
      await screen.findByText(/could not be worked out: .*prod-us-2/),
    ).toBeInTheDocument();
    await retype('Namespace', 'shop');
    expect(await manifest()).toHaveTextContent('namespace: shop');
    await retype('Namespace', 'Shop!');
    expect(await input('Namespace')).toHaveAccessibleDescription(/RFC 1123/);
  });

  it('still makes a manifest when the backend does not answer', async () => {
    backend.use(
      http.get(backendUrl(reachPath), () =>
        errorResponse(500, 'Error', 'database is gone'),
      ),
    );
    renderForm({ initial: webSharing });
    await waitFor(async () =>
      expect(await input('Namespace')).toHaveValue('default'),
    );
    await userEvent.type(await input('Cluster'), 'prod-eu-1');
    expect(await manifest()).toHaveTextContent('app: web');
  });
});
