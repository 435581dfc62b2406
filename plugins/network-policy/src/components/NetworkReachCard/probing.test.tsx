import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import type {
  ProbeAttempt,
  ProbeRun,
} from 'backstage-plugin-network-policy-common';
import {
  backend,
  backendUrl,
  errorResponse,
  forgetAnswers,
  reachIs,
} from '../../__testUtils__/backend';
import { evaluated, probe } from '../../__testUtils__/fixtures';
import { renderCard } from '../../__testUtils__/renderCard';

const runs = backendUrl('entities/component/default/web/probe-runs');

function attempt(
  namespace: string,
  state: ProbeAttempt['state'],
): ProbeAttempt {
  return {
    namespace,
    state,
    purpose: 'requested',
    expected: 'allowed',
    timeoutMs: 2000,
  };
}

function probeRun(overrides: Partial<ProbeRun> = {}): ProbeRun {
  return {
    id: 'run-1',
    entityRef: 'component:default/web',
    cluster: 'simulated',
    namespace: 'default',
    target: 'web.default.svc:80',
    state: 'running',
    requestedBy: 'user:default/dana',
    startedAt: new Date().toISOString(),
    attempts: [attempt('default', 'waiting'), attempt('secondary', 'waiting')],
    ...overrides,
  };
}

const probedReach = () => {
  const target = evaluated();
  return {
    ...target,
    namespaces: target.namespaces.map(row =>
      row.own || row.namespace === 'secondary'
        ? { ...row, probe: probe({ at: new Date().toISOString() }) }
        : row,
    ),
  };
};

describe('probing from the card', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);

  it('asks from where, starts a run, follows it, and shows the outcomes', async () => {
    reachIs(evaluated());
    const asked: unknown[] = [];
    let polls = 0;
    backend.use(
      http.post(runs, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json(probeRun(), { status: 202 });
      }),
      http.get(`${runs}/run-1`, () => {
        polls += 1;
        if (polls === 1) {
          return HttpResponse.json(
            probeRun({
              attempts: [
                attempt('default', 'done'),
                attempt('secondary', 'waiting'),
              ],
            }),
          );
        }
        reachIs(probedReach());
        return HttpResponse.json(probeRun({ state: 'finished' }));
      }),
    );
    renderCard();
    const probeNow = await screen.findByRole('button', { name: 'Probe now' });
    await waitFor(() => expect(probeNow).toBeEnabled());
    await userEvent.click(probeNow);
    const dialog = screen.getByRole('dialog', { name: 'Probe web' });
    // payments runs pods and comes before secondary.
    expect(within(dialog).getByText('payments')).toBeInTheDocument();
    const sources = within(dialog).getByRole('textbox', {
      name: 'From namespaces',
    });
    await userEvent.type(sources, '{Backspace}');
    await userEvent.type(sources, 'second{ArrowDown}{Enter}');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Probe from 2 namespaces' }),
    );
    expect(
      await screen.findByText('Probing 2 namespaces · 1 done'),
    ).toBeInTheDocument();
    expect(asked).toEqual([
      {
        cluster: 'simulated',
        namespace: 'default',
        from: ['default', 'secondary'],
      },
    ]);
    const latest = await screen.findByRole(
      'list',
      { name: 'Latest probes' },
      { timeout: 5000 },
    );
    expect(latest).toHaveTextContent(
      'secondary: connected · agrees with the policies · just now',
    );
    expect(screen.queryByText(/Probing/)).toBeNull();
    expect(screen.getByRole('button', { name: 'Probe now' })).toBeEnabled();
  });

  it('keeps the dialog and says why a run could not be started', async () => {
    reachIs(evaluated());
    backend.use(
      http.post(runs, () =>
        errorResponse(502, 'ClusterError', 'jobs.batch is forbidden'),
      ),
    );
    renderCard();
    const probeNow = await screen.findByRole('button', { name: 'Probe now' });
    await waitFor(() => expect(probeNow).toBeEnabled());
    await userEvent.click(probeNow);
    await userEvent.click(
      screen.getByRole('button', { name: 'Probe from 2 namespaces' }),
    );
    expect(
      await screen.findByText(
        /could not be started: .*jobs.batch is forbidden/,
      ),
    ).toBeInTheDocument();
  });

  it('starts nothing without a namespace', async () => {
    reachIs(evaluated());
    renderCard();
    const probeNow = await screen.findByRole('button', { name: 'Probe now' });
    await waitFor(() => expect(probeNow).toBeEnabled());
    await userEvent.click(probeNow);
    await userEvent.type(
      screen.getByRole('textbox', { name: 'From namespaces' }),
      '{Backspace}{Backspace}',
    );
    expect(
      screen.getByText('Choose at least one namespace.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^Probe from/ })).toBeDisabled();
  });

  it('follows a run that another person started', async () => {
    reachIs(
      evaluated({
        probing: { runId: 'run-1', state: 'running', startedAt: 'now' },
      }),
    );
    backend.use(http.get(`${runs}/run-1`, () => HttpResponse.json(probeRun())));
    renderCard();
    expect(
      await screen.findByText('Probing 2 namespaces · 0 done'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Probe now' })).toBeDisabled();
  });

  it('says so when a run can no longer be followed', async () => {
    reachIs(
      evaluated({
        probing: { runId: 'run-1', state: 'running', startedAt: 'now' },
      }),
    );
    backend.use(
      http.get(`${runs}/run-1`, () =>
        errorResponse(404, 'NotFoundError', 'no such run'),
      ),
    );
    renderCard();
    expect(
      await screen.findByText(/cannot be followed: .*no such run/),
    ).toBeInTheDocument();
  });

  it('goes on by itself when the portal answers again', async () => {
    const running = { runId: 'run-1', state: 'running' as const };
    reachIs(evaluated({ probing: { ...running, startedAt: 'now' } }));
    let asked = 0;
    backend.use(
      http.get(`${runs}/run-1`, () => {
        asked += 1;
        return asked === 1
          ? errorResponse(503, 'ServiceUnavailableError', 'restarting')
          : HttpResponse.json(probeRun());
      }),
    );
    renderCard();
    expect(
      await screen.findByText(/cannot be followed: .*restarting/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(
        'Probing 2 namespaces · 0 done',
        {},
        { timeout: 10_000 },
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText(/cannot be followed/)).toBeNull();
  }, 15_000);

  it('says that the latest run was interrupted', async () => {
    reachIs(
      evaluated({
        probing: { runId: 'run-1', state: 'interrupted', startedAt: 'now' },
      }),
    );
    renderCard();
    expect(
      await screen.findByText(/latest probe run was interrupted/),
    ).toBeInTheDocument();
  });

  it('cancels the run, and shows that it was cancelled', async () => {
    const running = { runId: 'run-1', state: 'running' as const };
    reachIs(evaluated({ probing: { ...running, startedAt: 'now' } }));
    let cancelled = 0;
    backend.use(
      http.get(`${runs}/run-1`, () => HttpResponse.json(probeRun())),
      http.delete(`${runs}/run-1`, () => {
        cancelled += 1;
        reachIs(
          evaluated({
            probing: { runId: 'run-1', state: 'cancelled', startedAt: 'now' },
          }),
        );
        return HttpResponse.json(probeRun({ state: 'cancelled' }));
      }),
    );
    renderCard();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel this run' }),
    );
    expect(
      await screen.findByText(/latest probe run was cancelled/),
    ).toBeInTheDocument();
    expect(cancelled).toBe(1);
    expect(screen.queryByText(/^Probing/)).toBeNull();
    expect(screen.getByRole('button', { name: 'Probe now' })).toBeEnabled();
  });

  it('goes on following a run that could not be cancelled, and says why', async () => {
    const running = { runId: 'run-1', state: 'running' as const };
    reachIs(evaluated({ probing: { ...running, startedAt: 'now' } }));
    backend.use(
      http.get(`${runs}/run-1`, () => HttpResponse.json(probeRun())),
      http.delete(`${runs}/run-1`, () =>
        errorResponse(403, 'NotAllowedError', 'not your run'),
      ),
    );
    renderCard();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel this run' }),
    );
    expect(
      await screen.findByText(
        'The probe run could not be cancelled: not your run',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Probing 2 namespaces/)).toBeInTheDocument();
  });
});
