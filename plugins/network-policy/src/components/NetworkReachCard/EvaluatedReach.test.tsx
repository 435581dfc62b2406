import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { backend, forgetAnswers, reachIs } from '../../__testUtils__/backend';
import {
  closed,
  evaluated,
  minutesAgo,
  namespaceRow,
  probe,
} from '../../__testUtils__/fixtures';
import { renderCard } from '../../__testUtils__/renderCard';

describe('EvaluatedReach', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);

  it('says who can connect, by which policy, and who stands in the own way', async () => {
    reachIs(evaluated());
    renderCard();
    expect(
      await screen.findByRole('heading', { name: 'Open to all namespaces' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('cluster Simulated cluster · namespace default · live'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('3 of 4 namespaces').parentElement,
    ).toHaveTextContent('3 of 4 namespaces can connect · TCP 80');
    expect(
      screen.getByText(
        'by web-allow-all-namespaces (NP-05) · “shared login page” · owned by web-team · review by 12 Feb 2999',
      ),
    ).toBeInTheDocument();
    const attention = screen.getByRole('list', {
      name: 'What needs attention',
    });
    expect(attention).toHaveTextContent(
      'payments cannot connect: its own egress is denied by default-deny-egress',
    );
    expect(attention).toHaveTextContent('Opening web further will not help.');
    expect(attention).toHaveTextContent('No probes were run yet');
  });

  it('names an overdue review in words', async () => {
    const [exposure] = evaluated().exposures;
    reachIs(
      evaluated({ exposures: [{ ...exposure, reviewBy: '2020-02-12' }] }),
    );
    renderCard();
    expect(
      await screen.findByText(/review overdue since 12 Feb 2020/),
    ).toBeInTheDocument();
  });

  it('says that NP-05 would open nothing where nothing isolates the pods', async () => {
    reachIs(
      evaluated({
        headline: 'not-isolated',
        isolatedBy: [],
        exposures: [],
        outside: 'admitted',
      }),
    );
    renderCard();
    expect(
      await screen.findByRole('heading', {
        name: 'Open, because nothing isolates it',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('and so can sources outside the cluster'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/NP-05 would not open anything; it would start/),
    ).toBeInTheDocument();
  });

  it('does not claim that nothing isolates when only some pods are open', async () => {
    reachIs(evaluated({ headline: 'not-isolated', exposures: [] }));
    renderCard();
    expect(
      await screen.findByRole('heading', {
        name: 'Open, because some of its pods are not isolated',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/isolated by web-deny-all/)).toBeInTheDocument();
  });

  it('names the policy that denies when the service is closed', async () => {
    reachIs(closed());
    renderCard();
    expect(
      await screen.findByRole('heading', { name: 'Closed to everybody' }),
    ).toBeInTheDocument();
    expect(screen.getByText('0 of 2 namespaces')).toBeInTheDocument();
    expect(screen.getByText('by web-deny-all')).toBeInTheDocument();
  });

  it('marks the own namespace when it alone can connect', async () => {
    const [, secondary] = closed().namespaces;
    reachIs(
      closed({
        headline: 'closed-to-others',
        namespaces: [namespaceRow('default'), secondary],
      }),
    );
    renderCard();
    expect(
      await screen.findByRole('heading', {
        name: 'Closed to other namespaces',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 of 2 namespaces').parentElement,
    ).toHaveTextContent('can connect (its own)');
  });

  it('shouts when a probe did what the policies forbid', async () => {
    const [own, secondary] = closed().namespaces;
    reachIs(
      closed({
        namespaces: [
          own,
          {
            ...secondary,
            probe: probe({ agreement: 'open-though-denied' }),
          },
        ],
      }),
    );
    renderCard();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Declared, not enforced. The policies forbid what a probe could do: secondary connected.',
    );
    expect(
      screen.getByRole('list', { name: 'What needs attention' }),
    ).toHaveTextContent('secondary connected, although web-deny-all denies it');
  });

  it('lists disagreements before own egress, and every latest outcome as text', async () => {
    const target = evaluated();
    const [own, kubeSystem, inTheWay] = target.namespaces;
    reachIs({
      ...target,
      namespaces: [
        inTheWay,
        { ...own, probe: probe() },
        { ...kubeSystem, probe: probe({ at: minutesAgo(90) }) },
        namespaceRow('billing', {
          probe: probe({
            outcome: 'timed-out',
            agreement: 'blocked-though-allowed',
            agreementReason: '2 CiliumNetworkPolicies are not evaluated',
          }),
        }),
        namespaceRow('quota', {
          probe: probe({
            outcome: 'not-run',
            agreement: 'unknown',
            detail: 'exceeded quota: pods',
          }),
        }),
      ],
    });
    renderCard();
    const rows = within(
      await screen.findByRole('list', { name: 'What needs attention' }),
    )
      .getAllByRole('listitem')
      .map(row => row.textContent);
    expect(rows[0]).toContain(
      'billing timed out, although the policies of both sides allow it',
    );
    expect(rows[0]).toContain('2 CiliumNetworkPolicies are not evaluated');
    expect(rows[1]).toContain('payments cannot connect');
    expect(rows[2]).toContain(
      '2 probes agree with the policies · 1 probe was inconclusive · latest 4 minutes ago · 1 namespace not probed yet',
    );
    const latest = await screen.findByRole('list', { name: 'Latest probes' });
    expect(latest).toHaveTextContent(
      'default: connected · agrees with the policies · 4 minutes ago',
    );
    expect(latest).toHaveTextContent(
      'billing: timed out · blocked, though allowed · 4 minutes ago',
    );
    expect(latest).toHaveTextContent(
      'quota: was not run · inconclusive · 4 minutes ago',
    );
    expect(latest).toHaveTextContent('exceeded quota: pods');
  });

  it('opens a long list of latest probes on demand', async () => {
    reachIs(
      evaluated({
        namespaces: Array.from({ length: 12 }, (_, index) =>
          namespaceRow(`team-${index}`, { probe: probe() }),
        ),
      }),
    );
    renderCard();
    const button = await screen.findByRole('button', {
      name: 'Latest probes (12)',
    });
    expect(screen.queryByRole('list', { name: 'Latest probes' })).toBeNull();
    await userEvent.click(button);
    expect(
      await screen.findByRole('list', { name: 'Latest probes' }),
    ).toHaveTextContent('team-11: connected');
  });
});
