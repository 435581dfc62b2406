import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { focusManager } from '@tanstack/react-query';
import {
  backend,
  backendUrl,
  errorResponse,
  forgetAnswers,
  reachIs,
} from '../../__testUtils__/backend';
import { closed, evaluated, reachPath } from '../../__testUtils__/fixtures';
import { renderCard } from '../../__testUtils__/renderCard';
import { TestSignals } from '../../__testUtils__/signals';

const heading = (name: string) => screen.findByRole('heading', { name });
const isOpen = () => heading('Open to all namespaces');
const isClosed = () => heading('Closed to everybody');
const square = (name: RegExp) => screen.findByRole('button', { name });

/** Time goes by quickly, and answers come in. */
async function pass(ms: number) {
  await act(() => jest.advanceTimersByTimeAsync(ms));
}

describe('a card that turns without a reload', () => {
  registerMswTestHooks(backend);
  afterEach(() => {
    forgetAnswers();
    focusManager.setFocused(undefined);
    jest.useRealTimers();
  });

  it('reads again when it is told, numbers and namespaces', async () => {
    const signals = new TestSignals();
    reachIs(closed());
    renderCard({ signals });
    expect(await isClosed()).toBeInTheDocument();
    expect(await square(/^secondary: cannot connect/)).toBeInTheDocument();
    reachIs(evaluated());
    // The message about another entity must not hide the one before it.
    signals.changed('component:default/web', 'component:default/login');
    expect(await isOpen()).toBeInTheDocument();
    expect(
      await square(/^secondary: all pods can connect/),
    ).toBeInTheDocument();
  });

  it('keeps the squares until the new ones are here', async () => {
    const signals = new TestSignals();
    reachIs(closed());
    renderCard({ signals });
    await square(/^secondary: cannot connect/);
    reachIs(evaluated());
    signals.changed('component:default/web');
    await isOpen();
    expect(screen.queryByRole('status')).toBeNull();
    expect(screen.getByRole('group', { name: /^Reach map/ })).toBeVisible();
  });

  it('takes nothing away from somebody who is typing in the dialog', async () => {
    const signals = new TestSignals();
    reachIs(closed());
    renderCard({ signals });
    const probeNow = await screen.findByRole('button', { name: 'Probe now' });
    await waitFor(() => expect(probeNow).toBeEnabled());
    await userEvent.click(probeNow);
    const from = await screen.findByRole('textbox', {
      name: 'From namespaces',
    });
    await screen.findByRole('button', { name: 'Probe from 2 namespaces' });
    await userEvent.type(from, 'pay');
    reachIs(evaluated());
    signals.changed('component:default/web');
    await screen.findByText('Open to all namespaces');
    expect(
      await screen.findByRole('option', { name: 'payments' }),
    ).toBeVisible();
    expect(from).toHaveValue('pay');
    expect(
      screen.getByRole('button', { name: 'Probe from 2 namespaces' }),
    ).toBeEnabled();
  });

  it('asks nothing when another entity has changed, and listens no longer than it is there', async () => {
    const signals = new TestSignals();
    const queries = reachIs(closed());
    const { unmount } = renderCard({ signals });
    await square(/^secondary: cannot connect/);
    reachIs(evaluated());
    signals.changed('component:default/login');
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(await isClosed()).toBeInTheDocument();
    expect(queries).toHaveLength(1);
    unmount();
    expect(signals.listening).toBe(0);
  });

  it('is read every ten seconds where the app has no signals, while somebody looks', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    reachIs(closed());
    renderCard();
    await isClosed();
    reachIs(evaluated());
    focusManager.setFocused(false);
    await pass(30_000);
    expect(await isClosed()).toBeInTheDocument();
    focusManager.setFocused(true);
    expect(await isOpen()).toBeInTheDocument();
    reachIs(closed());
    await pass(10_000);
    expect(await isClosed()).toBeInTheDocument();
  });

  it('is read every minute with signals, in case a message was lost', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    reachIs(closed());
    renderCard({ signals: new TestSignals() });
    await isClosed();
    reachIs(evaluated());
    await pass(30_000);
    expect(await isClosed()).toBeInTheDocument();
    await pass(30_000);
    expect(await isOpen()).toBeInTheDocument();
  });

  it('is read every ten seconds where signals do not work', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    reachIs(closed());
    renderCard({
      signals: {
        subscribe: () => {
          throw new TypeError('crypto.randomUUID is not a function');
        },
      },
    });
    await isClosed();
    reachIs(evaluated());
    await pass(10_000);
    expect(await isOpen()).toBeInTheDocument();
  });

  it('heals when the backend answers again', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    backend.use(
      http.get(backendUrl(reachPath), () =>
        errorResponse(503, 'ServiceUnavailableError', 'restarting'),
      ),
    );
    renderCard();
    expect(await screen.findByRole('alert')).toHaveTextContent('restarting');
    reachIs(evaluated());
    await pass(10_000);
    expect(await isOpen()).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});
