import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { backend, forgetAnswers, reachIs } from '../../__testUtils__/backend';
import { closed } from '../../__testUtils__/fixtures';
import { renderCard } from '../../__testUtils__/renderCard';

// Alone in its file: the permission library keeps decisions for as long as the page lives.
describe('ProbeButton', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);

  it('gives the reason to people without the permission, and opens no dialog', async () => {
    reachIs(closed());
    renderCard({ mayProbe: false });
    const probeNow = await screen.findByTitle(
      'You may not start probes for this entity.',
    );
    expect(probeNow).toHaveTextContent('Probe now');
    expect(probeNow).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(probeNow);
    expect(screen.queryByRole('dialog')).toBeNull();
    // Without the permission to apply or propose a policy, there is no link to the form.
    expect(
      screen.queryByRole('link', { name: 'Open to other namespaces…' }),
    ).toBeNull();
  });
});
