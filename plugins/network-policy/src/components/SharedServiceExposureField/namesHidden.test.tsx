import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { backend, forgetAnswers, reachIs } from '../../__testUtils__/backend';
import { evaluated } from '../../__testUtils__/fixtures';
import {
  asked,
  input,
  manifest,
  preview,
  previewIs,
  webSharing,
} from '../../__testUtils__/form';
import { renderForm } from '../../__testUtils__/renderForm';

describe('the form of somebody who may not see names of namespaces', () => {
  registerMswTestHooks(backend);
  beforeEach(() => {
    asked.length = 0;
    previewIs();
  });
  afterEach(forgetAnswers);

  it('works all the same: counts, typed labels, and the names that the preview has', async () => {
    const queries = reachIs(evaluated({ namesShown: false }));
    renderForm({ initial: webSharing });
    await screen.findByText('1 → 4 namespaces');
    expect(
      screen.getByText(/Every pod of all 4 namespaces/),
    ).toBeInTheDocument();
    expect(preview()).toHaveTextContent(
      '3 gain access, among them kube-system',
    );
    await userEvent.click(
      screen.getByRole('radio', { name: /^Namespaces with a label/ }),
    );
    await userEvent.type(
      await input('Labels of the namespaces'),
      'purpose=production{Enter}',
    );
    expect(await manifest()).toHaveTextContent(
      'namespaceSelector: matchLabels: purpose: production',
    );
    expect(queries).toEqual([]);
  });
});
