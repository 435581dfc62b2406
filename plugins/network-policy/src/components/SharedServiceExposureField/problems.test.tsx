import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  backend,
  backendUrl,
  forgetAnswers,
  reachIs,
} from '../../__testUtils__/backend';
import { evaluated, reachPath } from '../../__testUtils__/fixtures';
import {
  asked,
  input,
  manifest,
  preview,
  previewIs,
  retype,
  webSharing,
} from '../../__testUtils__/form';
import { renderForm } from '../../__testUtils__/renderForm';
import { summarise } from '../../__testUtils__/summarise';

describe('problems at the fields', () => {
  registerMswTestHooks(backend);
  beforeEach(() => {
    asked.length = 0;
    reachIs(evaluated());
    previewIs();
  });
  afterEach(forgetAnswers);

  it('shows a bad name and a bad selector at their fields, and sends nothing', async () => {
    renderForm({ initial: webSharing });
    await screen.findByText('1 → 4 namespaces');
    asked.length = 0;
    await retype('Name of the policy', 'Web_1');
    expect(await input('Name of the policy')).toBeInvalid();
    expect(await input('Name of the policy')).toHaveAccessibleDescription(
      /a lowercase RFC 1123 subdomain must consist of/,
    );
    await retype('Pod labels of the service', 'tier');
    expect(
      await input('Pod labels of the service'),
    ).toHaveAccessibleDescription(/“tier” has no “=”/);
    expect(preview()).toHaveTextContent('Correct the marked fields');
    expect(await manifest()).toHaveTextContent(
      'Correct the marked fields to see the manifest.',
    );
    // Longer than the form waits before it asks.
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(asked).toEqual([]);
  });

  it('says that it is still reading where the service runs', async () => {
    let answer = () => {};
    backend.use(
      http.get(backendUrl(reachPath), async () => {
        await new Promise<void>(resolve => {
          answer = resolve;
        });
        return HttpResponse.json({
          entityRef: 'component:default/web',
          total: 1,
          evaluated: 1,
          targets: [summarise(evaluated())],
        });
      }),
    );
    renderForm({ initial: webSharing });
    expect(
      await screen.findByText('Reading where it runs…'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      await screen.findAllByText(/Still reading where the service runs/),
    ).not.toHaveLength(0);
    expect(screen.queryByText(/Cluster: /)).toBeNull();
    expect(await input('Cluster')).toBeValid();
    answer();
    await waitFor(async () =>
      expect(await input('Cluster')).toHaveValue('simulated'),
    );
  });

  it('does not go on while something is wrong, and says what', async () => {
    const { onCreate } = renderForm({ initial: webSharing });
    await screen.findByText('1 → 4 namespaces');
    expect(await input(/^Why/)).toBeValid();
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      await screen.findAllByText(/Why: Say why this service is shared/),
    ).not.toHaveLength(0);
    expect(await input(/^Why/)).toHaveAccessibleDescription(
      'Say why this service is shared.',
    );
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
    expect(onCreate).not.toHaveBeenCalled();
  });
});
