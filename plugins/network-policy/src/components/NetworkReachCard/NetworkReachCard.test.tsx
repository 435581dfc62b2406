import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delay, http, HttpResponse } from 'msw';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  backend,
  backendUrl,
  errorResponse,
  forgetAnswers,
  namespacesUrl,
  reachIs,
} from '../../__testUtils__/backend';
import {
  closed,
  evaluated,
  minutesAgo,
  reachPath,
  unevaluated,
  web,
} from '../../__testUtils__/fixtures';
import { renderCard } from '../../__testUtils__/renderCard';

describe('NetworkReachCard', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);

  it('shows its shape while the cluster is read', async () => {
    backend.use(
      http.get(backendUrl(reachPath), async () => {
        await delay('infinite');
        return HttpResponse.json({});
      }),
    );
    renderCard();
    expect(
      await screen.findByRole('status', {
        name: 'Reading who can reach this service',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Network reach' }),
    ).toBeInTheDocument();
  });

  it('says which annotations are missing, and asks nothing', async () => {
    renderCard({
      entity: { ...web, metadata: { name: 'web', namespace: 'default' } },
    });
    expect(await screen.findByText('Missing Annotation')).toBeInTheDocument();
    expect(
      screen.getByText('backstage.io/kubernetes-label-selector'),
    ).toBeInTheDocument();
  });

  it.each([
    ['no-pods', 'No pods of web run on prod-us-2'],
    ['unreachable', 'prod-us-2 cannot be read'],
    ['forbidden', 'The portal may not read prod-us-2'],
    ['not-evaluable', 'prod-us-2 cannot be evaluated'],
  ] as const)('says what is the matter when %s', async (state, title) => {
    reachIs(unevaluated(state, 'What happened, and what to do.'));
    renderCard();
    expect(
      await screen.findByRole('heading', { name: title }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('What happened, and what to do.'),
    ).toBeInTheDocument();
    reachIs(evaluated());
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: 'Open to all namespaces' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['stale', 'As of 5 minutes ago: It did not answer.'],
    ['live', undefined],
  ] as const)(
    'says of when it is that there are no pods: %s',
    async (state, note) => {
      reachIs({
        ...unevaluated('no-pods', 'Nothing matches.'),
        asOf: minutesAgo(5),
        health: { state, since: minutesAgo(5), because: 'It did not answer.' },
      });
      renderCard();
      expect(await screen.findByText('Nothing matches.')).toBeInTheDocument();
      expect(screen.queryByRole('status')?.textContent).toBe(note);
    },
  );

  it('says so when there is no cluster', async () => {
    reachIs();
    renderCard();
    expect(
      await screen.findByRole('heading', {
        name: 'There is no cluster to look at',
      }),
    ).toBeInTheDocument();
  });

  it('tells a refusal from a failure, and tries again', async () => {
    backend.use(
      http.get(backendUrl(reachPath), () =>
        errorResponse(403, 'NotAllowedError', 'not for you'),
      ),
    );
    renderCard();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see who can reach this service',
    );
    backend.use(
      http.get(backendUrl(reachPath), () =>
        errorResponse(500, 'Error', 'database is gone'),
      ),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/database is gone/)).toBeInTheDocument();
    reachIs(evaluated());
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: 'Open to all namespaces' }),
    ).toBeInTheDocument();
  });

  it('keeps the last answer when a refresh fails, and says so', async () => {
    reachIs(evaluated());
    renderCard();
    await screen.findByRole('heading', { name: 'Open to all namespaces' });
    backend.use(
      http.get(backendUrl(reachPath), () =>
        errorResponse(502, 'BadGateway', 'no answer'),
      ),
    );
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Refresh' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('no answer');
    expect(
      screen.getByRole('heading', { name: 'Open to all namespaces' }),
    ).toBeInTheDocument();
    // Nothing is live about an answer that cannot be renewed.
    expect(
      screen.getByText(/namespace default · read just now$/),
    ).toBeInTheDocument();
  });

  it('says what the numbers rest on when the cluster cannot be read any more', async () => {
    reachIs(
      evaluated({
        asOf: minutesAgo(5),
        health: {
          state: 'stale',
          since: minutesAgo(5),
          because: 'Cluster simulated did not answer.',
        },
      }),
    );
    renderCard();
    expect(
      await screen.findByText(
        'As of 5 minutes ago: Cluster simulated did not answer.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Open to all namespaces' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('cluster Simulated cluster · namespace default'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps the numbers when the namespaces cannot be read', async () => {
    reachIs(evaluated());
    backend.use(
      http.get(namespacesUrl, () =>
        errorResponse(502, 'BadGateway', 'no answer'),
      ),
    );
    renderCard();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The namespaces could not be loaded: no answer',
    );
    expect(screen.getByText('3 of 4 namespaces')).toBeInTheDocument();
    expect(
      screen.getByRole('list', { name: 'What needs attention' }),
    ).toHaveTextContent('payments cannot connect');
    reachIs(evaluated());
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('button', { name: /^secondary: all pods/ }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('lets one choose between several targets, the first of the API first', async () => {
    reachIs(closed(), unevaluated('unreachable', 'Its API did not answer.'));
    renderCard();
    expect(
      await screen.findByRole('heading', { name: 'Closed to everybody' }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: /^Cluster and namespace/ }),
    );
    await userEvent.click(
      screen.getByRole('option', { name: 'prod-us-2 cannot be read' }),
    );
    expect(screen.getByText('Its API did not answer.')).toBeInTheDocument();
  });

  it('leads to the templates, filled in for this entity', async () => {
    reachIs(evaluated());
    renderCard();
    await userEvent.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );
    const formData = (name: string) => {
      const address = screen
        .getByRole('menuitem', { name })
        .getAttribute('href');
      const url = new URL(address ?? '', 'http://portal');
      return [url.pathname, JSON.parse(url.searchParams.get('formData') ?? '')];
    };
    expect(formData('Share with other namespaces…')).toEqual([
      '/create/templates/default/share-service',
      { sharing: { entityRef: 'component:default/web' } },
    ]);
    expect(formData('Stop sharing…')).toEqual([
      '/create/templates/default/revoke-share',
      {
        entityRef: 'component:default/web',
        cluster: 'simulated',
        namespace: 'default',
        policy: 'web-allow-all-namespaces',
      },
    ]);
  });

  it.each([
    [closed(), 'Open to other namespaces…'],
    [evaluated({ headline: 'not-isolated' }), 'Limit who can connect…'],
  ])('offers the next step in one click', async (target, name) => {
    reachIs(target);
    renderCard();
    const link = await screen.findByRole('link', { name });
    expect(link).toHaveAttribute(
      'href',
      expect.stringContaining('/create/templates/default/share-service?'),
    );
  });

  it('offers no revoking where the portal manages nothing', async () => {
    reachIs(closed());
    renderCard();
    await userEvent.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );
    expect(
      screen.queryByRole('menuitem', { name: 'Stop sharing…' }),
    ).toBeNull();
  });
});
