import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { backend, forgetAnswers, reachIs } from '../../__testUtils__/backend';
import { evaluated } from '../../__testUtils__/fixtures';
import {
  asked,
  preview,
  previewIs,
  webSharing,
} from '../../__testUtils__/form';
import { renderForm } from '../../__testUtils__/renderForm';

describe('PreviewPanel', () => {
  registerMswTestHooks(backend);
  beforeEach(() => {
    asked.length = 0;
    reachIs(evaluated());
    previewIs();
  });
  afterEach(forgetAnswers);

  it('says before and after, names the system namespaces that gain, and passes warnings on', async () => {
    previewIs({
      warnings: [
        {
          code: 'egress-still-blocks',
          message: 'payments will still be blocked by default-deny-egress.',
        },
        { code: 'system-namespaces', message: 'Said twice.' },
      ],
    });
    renderForm({ initial: webSharing });
    expect(await screen.findByText('1 → 4 namespaces')).toBeInTheDocument();
    expect(preview()).toHaveTextContent(
      '3 gain access, among them kube-system',
    );
    expect(screen.queryByText('Said twice.')).toBeNull();
    expect(preview()).toHaveTextContent('payments will still be blocked');
    expect(preview()).toHaveTextContent('outside the cluster stay shut out');
    expect(screen.getByText('kube-system, secondary, batch')).not.toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(screen.getByText('kube-system, secondary, batch')).toBeVisible();
  });

  it('warns about who loses access and about sources outside', async () => {
    previewIs({ loses: ['legacy'], outsideBefore: 'admitted' });
    renderForm({ initial: webSharing });
    expect(
      await screen.findByText('1 loses access: legacy'),
    ).toBeInTheDocument();
    expect(preview()).toHaveTextContent('will be cut off');
  });
});
