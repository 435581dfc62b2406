import { screen, waitFor, within } from '@testing-library/react';
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
  deniedByWeb,
  evaluated,
  namespaceRow,
  payments,
  probe,
} from '../../__testUtils__/fixtures';
import { renderCard } from '../../__testUtils__/renderCard';

const inNumbers = evaluated({
  namesShown: false,
  partial: ['Namespace secret is odd.', 'Pod secret/a is odd.'],
  namespaces: [
    namespaceRow('default', { probe: probe() }),
    payments(),
    namespaceRow('leak', {
      reach: 'none',
      ingress: deniedByWeb,
      probe: probe({ agreement: 'open-though-denied' }),
    }),
    namespaceRow('billing', {
      probe: probe({
        outcome: 'timed-out',
        agreement: 'blocked-though-allowed',
      }),
    }),
    namespaceRow('shop'),
    namespaceRow('shipping'),
  ],
});

describe('a card for somebody who may not see names of namespaces', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);

  it('says everything in numbers, says what it does not show, and asks for no rows', async () => {
    const queries = reachIs(inNumbers);
    renderCard();
    expect(
      await screen.findByText(
        'You may see how many namespaces can connect, but not which ones. That takes the permission network-policy.reach.namespaces.read.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('4 of 6 namespaces').parentElement,
    ).toHaveTextContent('4 of 6 namespaces can connect · TCP 80');
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The policies forbid what a probe could do: pods of 1 namespace connected.',
    );
    expect(
      screen.getByText(
        'Partial: 2 things were not evaluated and could change what is said here.',
      ),
    ).toBeInTheDocument();
    const map = screen.getByRole('group', {
      name: 'Reach map, namespaces grouped by verdict and probe',
    });
    expect(
      within(map).getByRole('button', {
        name: '2 namespaces: all pods can connect; not probed, or the probe was inconclusive',
      }),
    ).toBeInTheDocument();
    const rows = within(
      screen.getByRole('list', { name: 'What needs attention' }),
    )
      .getAllByRole('listitem')
      .map(row => row.textContent);
    expect(rows).toEqual([
      '✕Pods of 1 namespace connected, although the policies deny it',
      '✕Pods of 1 namespace could not connect, although the policies of both sides allow it',
      '→Pods of 1 namespace cannot connect: their own egress is deniedOpening web further will not help.',
      '✓1 probe agrees with the policies · latest 4 minutes ago · 3 namespaces not probed yet',
    ]);
    expect(screen.queryByRole('button', { name: /^Latest probes/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Show/ })).toBeNull();
    expect(queries).toEqual([]);
  });

  it('lets names be typed that one knows, to probe from there', async () => {
    const queries = reachIs(inNumbers);
    const asked: unknown[] = [];
    backend.use(
      http.post(
        backendUrl('entities/component/default/web/probe-runs'),
        async ({ request }) => {
          asked.push(await request.json());
          return errorResponse(503, 'ServiceUnavailableError', 'too many');
        },
      ),
    );
    renderCard();
    const probeNow = await screen.findByRole('button', { name: 'Probe now' });
    await waitFor(() => expect(probeNow).toBeEnabled());
    await userEvent.click(probeNow);
    const dialog = screen.getByRole('dialog', { name: 'Probe web' });
    expect(within(dialog).getByText('default')).toBeInTheDocument();
    await userEvent.type(
      within(dialog).getByLabelText('From namespaces'),
      'shop',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: /^Probe from/ }),
    );
    expect(await within(dialog).findByText(/too many/)).toBeInTheDocument();
    expect(asked).toEqual([
      { cluster: 'simulated', namespace: 'default', from: ['default', 'shop'] },
    ]);
    expect(queries).toEqual([]);
  });
});
