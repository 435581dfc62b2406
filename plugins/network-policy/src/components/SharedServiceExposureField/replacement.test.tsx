import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { focusManager } from '@tanstack/react-query';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import type { ExposurePreview } from 'backstage-plugin-network-policy-common';
import { backend, forgetAnswers, reachIs } from '../../__testUtils__/backend';
import { evaluated } from '../../__testUtils__/fixtures';
import { asked, previewIs, retype, webSharing } from '../../__testUtils__/form';
import { renderForm } from '../../__testUtils__/renderForm';

const version = (resourceVersion: string) => ({
  uid: 'uid-1',
  resourceVersion,
});
const ours = (resourceVersion: string): Partial<ExposurePreview> => ({
  existing: version(resourceVersion),
  warnings: [{ code: 'exists-managed', message: 'It exists already.' }],
});
const replaceBox = () =>
  screen.findByRole('checkbox', { name: 'Replace the existing policy' });

/** The person comes back to the tab, so the preview is asked again. */
function lookAgain() {
  act(() => {
    focusManager.setFocused(false);
    focusManager.setFocused(true);
  });
}

describe('replacing an existing policy', () => {
  registerMswTestHooks(backend);
  beforeEach(() => {
    asked.length = 0;
    reachIs(evaluated());
    previewIs();
  });
  afterEach(() => {
    focusManager.setFocused(undefined);
    forgetAnswers();
  });

  it('is offered only where the policy was made for this entity', async () => {
    renderForm({ initial: webSharing });
    await screen.findByText('1 → 4 namespaces');
    expect(screen.queryByRole('checkbox')).toBeNull();

    previewIs({
      warnings: [{ code: 'exists-foreign', message: 'It is of another tool.' }],
    });
    await retype('Name of the policy', 'theirs');
    await screen.findByText('It is of another tool.');
    expect(screen.queryByRole('checkbox')).toBeNull();

    previewIs(ours('110'));
    await retype('Name of the policy', 'mine');
    expect(await replaceBox()).not.toBeChecked();
  });

  it('gives the very version that the preview has shown', async () => {
    previewIs(ours('110'));
    const { onCreate } = renderForm({ initial: webSharing });
    await userEvent.click(await replaceBox());
    await waitFor(() => expect(asked.at(-1)?.replaces).toEqual(version('110')));
    await userEvent.type(screen.getByLabelText(/^Why/), 'login');
    expect(await replaceBox()).toBeChecked();

    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate).toHaveBeenCalledWith({
      sharing: expect.objectContaining({
        exposure: expect.objectContaining({ replaces: version('110') }),
      }),
    });
  });

  it('takes the tick back when the policy has changed since, and says so', async () => {
    previewIs(ours('110'));
    renderForm({ initial: webSharing });
    await userEvent.click(await replaceBox());
    await waitFor(() => expect(asked.at(-1)?.replaces).toEqual(version('110')));

    previewIs(ours('111'));
    lookAgain();

    expect(
      await screen.findByText(/has changed since you looked/),
    ).toBeInTheDocument();
    expect(await replaceBox()).not.toBeChecked();
    await waitFor(() => expect(asked.at(-1)?.replaces).toBeUndefined());

    await userEvent.click(await replaceBox());
    await waitFor(() => expect(asked.at(-1)?.replaces).toEqual(version('111')));
    expect(screen.queryByText(/has changed since you looked/)).toBeNull();
  });

  it('takes the tick back when the policy is gone', async () => {
    previewIs(ours('110'));
    renderForm({ initial: webSharing });
    await userEvent.click(await replaceBox());
    await waitFor(() => expect(asked.at(-1)?.replaces).toEqual(version('110')));

    previewIs();
    lookAgain();

    expect(
      await screen.findByText(/was removed since you looked/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('takes the tick back with another name, which is another policy', async () => {
    previewIs(ours('110'));
    renderForm({ initial: webSharing });
    await userEvent.click(await replaceBox());
    await retype('Name of the policy', 'mine');
    expect(await replaceBox()).not.toBeChecked();
    expect(asked.at(-1)?.replaces).toBeUndefined();
  });
});
