import type { ReactNode } from 'react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import {
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import type { NamespaceReach } from 'backstage-plugin-network-policy-common';
import { networkPolicyApiRef } from '../../api/networkPolicyApiRef';
import {
  backend,
  client,
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
import { EvaluatedFixture, summarise } from '../../__testUtils__/summarise';
import { QueryProvider } from '../../hooks/queries';
import { ReachMap } from './ReachMap';

const rows: NamespaceReach[] = [
  namespaceRow('analytics', { probe: probe() }),
  namespaceRow('batch', {
    reach: 'some',
    pods: { allowed: 2, total: 3 },
    ingress: deniedByWeb,
    groups: [
      { labels: { app: 'nightly', role: 'client' }, allowed: true, pods: 2 },
      { labels: { app: 'nightly', role: 'worker' }, allowed: false, pods: 1 },
    ],
  }),
  namespaceRow('sandbox', {
    reach: 'none',
    ingress: deniedByWeb,
    probe: probe({ outcome: 'connected', agreement: 'open-though-denied' }),
  }),
  payments(),
];

function renderMap(fixture: EvaluatedFixture, after?: ReactNode) {
  renderInTestApp(
    <QueryProvider>
      <ReachMap entityRef="component:default/web" target={summarise(fixture)} />
      {after}
    </QueryProvider>,
    { apis: [[networkPolicyApiRef, client]] },
  );
}

const labels = () =>
  screen
    .getAllByRole('button')
    .map(button => button.getAttribute('aria-label'));

describe('ReachMap', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);

  it('has one square a namespace that says verdict, reason and probe', async () => {
    const fixture = evaluated({ namespaces: rows });
    reachIs(fixture);
    renderMap(fixture);
    expect(
      await screen.findByRole('group', {
        name: 'Reach map, one square a namespace',
      }),
    ).toBeInTheDocument();
    expect(labels()).toEqual([
      'sandbox: cannot connect; denied by web-deny-all; latest probe connected, open, though denied, 4 minutes ago',
      'analytics: all pods can connect; allowed by rule 1 of web-allow-all-namespaces; latest probe connected, agrees with the policies, 4 minutes ago',
      'batch: 2 of 3 pods can connect: those with role=client, not those with role=worker; the rest is denied by web-deny-all; not probed yet',
      'payments: cannot connect; its own egress is denied by default-deny-egress; not probed yet',
    ]);
  });

  it('is one stop of the Tab key, within which the arrow keys move', async () => {
    const fixture = evaluated({ namespaces: rows });
    reachIs(fixture);
    renderMap(fixture, <a href="#after">after</a>);
    const [sandbox, analytics] = await screen.findAllByRole('button');
    const payment = screen.getByRole('button', { name: /^payments/ });
    await userEvent.tab();
    expect(sandbox).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    expect(analytics).toHaveFocus();
    // What the focus is on is also shown to the eye.
    expect(screen.getByText(/^analytics: all pods can connect/)).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByText(/^analytics: all pods/)).toBeNull();
    await userEvent.keyboard('{End}');
    expect(payment).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    expect(payment).toHaveFocus();
    await userEvent.keyboard('{Home}{ArrowLeft}');
    expect(sandbox).toHaveFocus();
    await userEvent.keyboard('{End}');
    await userEvent.tab();
    expect(screen.getByRole('link', { name: 'after' })).toHaveFocus();
    await userEvent.tab({ shift: true });
    expect(payment).toHaveFocus();
  });

  it('shows what a square means under the pointer', async () => {
    const fixture = evaluated({ namespaces: rows });
    reachIs(fixture);
    renderMap(fixture);
    const [sandbox] = await screen.findAllByRole('button');
    await userEvent.hover(sandbox);
    expect(screen.getByText(/^sandbox: cannot connect/)).toBeVisible();
    await userEvent.unhover(sandbox);
    expect(screen.queryByText(/^sandbox: cannot connect/)).toBeNull();
  });

  it('groups by verdict and probe past 300 namespaces', async () => {
    const many = Array.from({ length: 301 }, (_, index) =>
      namespaceRow(`team-${index}`, index === 0 ? {} : { probe: probe() }),
    );
    const fixture = evaluated({ namespaces: [...many, ...rows] });
    const queries = reachIs(fixture);
    renderMap(fixture);
    expect(
      await screen.findByRole('group', {
        name: 'Reach map, namespaces grouped by verdict and probe',
      }),
    ).toBeInTheDocument();
    expect(labels()).toEqual([
      '1 namespace: cannot connect; probe disagrees',
      '301 namespaces: all pods can connect; probe agrees',
      '1 namespace: all pods can connect; not probed, or the probe was inconclusive',
      '1 namespace: some pods can connect; not probed, or the probe was inconclusive',
      '1 namespace: cannot connect; not probed, or the probe was inconclusive',
    ]);
    expect(
      screen.getByRole('button', { name: /^301 namespaces/ }),
    ).toHaveTextContent('301');
    expect(queries).toEqual([]);
  });

  it('keeps its place while the namespaces are read, and says why they are not here', async () => {
    let refuse = () => {};
    const refused = new Promise<void>(resolve => {
      refuse = resolve;
    });
    const fixture = evaluated({ namespaces: rows });
    reachIs(fixture);
    backend.use(
      http.get(namespacesUrl, async () => {
        await refused;
        return errorResponse(502, 'BadGateway', 'no answer');
      }),
    );
    renderMap(fixture);
    const place = await screen.findByRole('status', {
      name: 'Reading the namespaces',
    });
    expect(place.children).toHaveLength(rows.length);
    refuse();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The namespaces could not be loaded: no answer',
    );
    reachIs(fixture);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('button', { name: /^analytics: / }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
