import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { backend, forgetAnswers, reachIs } from '../../__testUtils__/backend';
import { evaluated, namespaceRow } from '../../__testUtils__/fixtures';
import { renderCard } from '../../__testUtils__/renderCard';

const off = 'Cluster simulated is read only here, so no probe can be started.';
const unread =
  "What probes saw is not known, because the portal's database does not answer. The verdicts do not depend on it";

describe('a target where no probe can be started', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);

  it('has a button that can be focused, opens nothing, and says why', async () => {
    reachIs(evaluated({ probesOff: off }));
    renderCard();
    const button = await screen.findByRole('button', { name: 'Probe now' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(off);

    await userEvent.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(button).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(off);
  });
});

describe('a target of which it is not known what probes saw', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);
  const claims = /not probed|No probes were run|agree/;

  it('says so and why, and claims nothing about probes', async () => {
    reachIs(evaluated({ probesUnread: unread }));
    renderCard();
    expect(await screen.findByText(`${unread}.`)).toBeInTheDocument();
    expect(
      await screen.findByRole('button', {
        name: /^secondary: all pods can connect; .*; what probes saw is not known now$/,
      }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('list', { name: 'Latest probes' })).toBeNull();
    expect(document.body).not.toHaveTextContent(claims);
    expect(document.body.innerHTML).not.toMatch(claims);
  });

  it('claims nothing where namespaces are grouped either', async () => {
    const namespaces = Array.from({ length: 400 }, (_, index) =>
      namespaceRow(`team-${index}`),
    );
    reachIs(evaluated({ probesUnread: unread, namespaces }));
    renderCard();
    expect(
      await screen.findByRole('button', {
        name: '400 namespaces: all pods can connect; what probes saw is not known now',
      }),
    ).toBeInTheDocument();
    expect(document.body.innerHTML).not.toMatch(claims);
  });
});
