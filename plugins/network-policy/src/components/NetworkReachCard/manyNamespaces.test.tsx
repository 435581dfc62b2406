import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import type { NamespaceReach } from 'backstage-plugin-network-policy-common';
import {
  backend,
  errorResponse,
  forgetAnswers,
  namespacesUrl,
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

const many = (
  count: number,
  make: (name: string) => Partial<NamespaceReach> = () => ({}),
) =>
  Array.from({ length: count }, (_, index) => {
    const name = `team-${String(index).padStart(4, '0')}`;
    return namespaceRow(name, make(name));
  });

const attention = () =>
  screen.findByRole('list', { name: 'What needs attention' });

/** Without the line about what is in order. */
const itemsIn = (list: HTMLElement) =>
  within(list).getAllByRole('listitem').slice(0, -1);

describe('a card of a service in a large cluster', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);

  it('draws groups past 300 namespaces, and asks for no rows until somebody wants them', async () => {
    const queries = reachIs(evaluated({ namespaces: many(301) }));
    renderCard();
    expect(
      await screen.findByRole('button', {
        name: /^301 namespaces: all pods can connect/,
      }),
    ).toHaveTextContent('301');
    expect(queries).toEqual([]);
  });

  it('loads everything that needs attention, a page at a time', async () => {
    reachIs(
      evaluated({
        namespaces: many(120, name => ({ ...payments(), namespace: name })),
      }),
    );
    renderCard();
    const list = await attention();
    expect(itemsIn(list)).toHaveLength(5);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 115 more' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show 20 more' }),
    );
    await waitFor(() => expect(itemsIn(list)).toHaveLength(120));
    expect(list).toHaveTextContent('team-0119 cannot connect');
    expect(screen.queryByRole('button', { name: /^Show/ })).toBeNull();
  });

  it('keeps what it has when the rest cannot be loaded, and tries again', async () => {
    const fixture = evaluated({
      namespaces: many(310, name => ({ ...payments(), namespace: name })),
    });
    reachIs(fixture);
    backend.use(
      http.get(namespacesUrl, () =>
        errorResponse(502, 'BadGateway', 'no answer'),
      ),
    );
    renderCard();
    const list = await attention();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 305 more' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('no answer');
    expect(itemsIn(list)).toHaveLength(5);
    reachIs(fixture);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(itemsIn(list)).toHaveLength(100));
  });

  it('names the first of those who connected though they may not, and counts the others', async () => {
    const leaks = many(7, () => ({
      reach: 'none',
      ingress: deniedByWeb,
      probe: probe({ agreement: 'open-though-denied' }),
    }));
    reachIs(evaluated({ namespaces: leaks }));
    renderCard();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'team-0003, team-0004 and 2 more namespaces connected.',
    );
  });

  it('shows the latest probes a page at a time', async () => {
    reachIs(evaluated({ namespaces: many(150, () => ({ probe: probe() })) }));
    renderCard();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Latest probes (150)' }),
    );
    const list = await screen.findByRole('list', { name: 'Latest probes' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(100);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 50 more probes' }),
    );
    await waitFor(() =>
      expect(within(list).getAllByRole('listitem')).toHaveLength(150),
    );
  });

  it('lets the server search where to probe from', async () => {
    const queries = reachIs(
      evaluated({ namespaces: [namespaceRow('default'), ...many(600)] }),
    );
    renderCard();
    const probeNow = await screen.findByRole('button', { name: 'Probe now' });
    await waitFor(() => expect(probeNow).toBeEnabled());
    await userEvent.click(probeNow);
    const dialog = screen.getByRole('dialog', { name: 'Probe web' });
    expect(await within(dialog).findByText('team-0000')).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('textbox', { name: 'From namespaces' }),
    );
    await userEvent.paste('0599');
    await userEvent.click(
      await screen.findByRole('option', { name: 'team-0599' }),
    );
    expect(
      within(dialog).getByRole('button', { name: 'Probe from 3 namespaces' }),
    ).toBeEnabled();
    expect(queries).toEqual([
      'sort=namespace&limit=500',
      'search=0599&sort=namespace&limit=500',
    ]);
  });
});
