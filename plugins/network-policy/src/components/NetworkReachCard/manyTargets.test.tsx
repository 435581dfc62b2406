import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import type { EntityReach } from 'backstage-plugin-network-policy-common';
import {
  backend,
  backendUrl,
  errorResponse,
  forgetAnswers,
  reachIs,
} from '../../__testUtils__/backend';
import { evaluated, reachPath } from '../../__testUtils__/fixtures';
import { renderCard } from '../../__testUtils__/renderCard';
import { TestSignals } from '../../__testUtils__/signals';
import { summarise } from '../../__testUtils__/summarise';

const targetIn = (namespace: string) => summarise(evaluated({ namespace }));
const asked: (string | null)[] = [];

/** Answers pages of targets. A cursor is the index of a page. */
function reachPagesAre(
  pages: string[][],
  counts: Pick<EntityReach, 'total' | 'evaluated'>,
) {
  backend.use(
    http.get(backendUrl(reachPath), ({ request }) => {
      const cursor = new URL(request.url).searchParams.get('cursor');
      asked.push(cursor);
      const index = Number(cursor ?? 0);
      return HttpResponse.json({
        entityRef: 'component:default/web',
        ...counts,
        targets: pages[index].map(targetIn),
        ...(index + 1 < pages.length && { nextCursor: String(index + 1) }),
      });
    }),
  );
}

const more = () => screen.findByRole('button', { name: 'Show more places' });
const shown = (text: RegExp) =>
  waitFor(() =>
    expect(
      screen.getAllByRole('status').map(it => it.textContent),
    ).toContainEqual(expect.stringMatching(text)),
  );
async function placesOffered() {
  await userEvent.click(
    screen.getByRole('button', { name: /^Cluster and namespace/ }),
  );
  const options = await screen.findAllByRole('option');
  await userEvent.keyboard('{Escape}');
  return options.map(option => option.textContent);
}

describe('an entity with many targets', () => {
  registerMswTestHooks(backend);
  beforeEach(() => {
    asked.length = 0;
    reachIs(evaluated());
  });
  afterEach(forgetAnswers);

  it('says how many of them are shown, and loads more', async () => {
    reachPagesAre([['a', 'b'], ['c']], { total: 2000, evaluated: 2000 });
    renderCard();
    await shown(/^2 of 2,000 places are shown\.$/);

    await userEvent.click(await more());

    await waitFor(() =>
      expect(screen.queryByText(/places are shown/)).toBeNull(),
    );
    expect(await placesOffered()).toHaveLength(3);
    expect(asked).toEqual([null, '1']);
  });

  it('says that it is still evaluating, and stops saying so', async () => {
    const signals = new TestSignals();
    reachPagesAre([['a', 'b']], { total: 2, evaluated: 1 });
    renderCard({ signals });
    await shown(/^Still evaluating: 1 of 2 places are evaluated/);

    reachPagesAre([['b', 'a']], { total: 2, evaluated: 2 });
    signals.changed('component:default/web');

    await waitFor(() =>
      expect(screen.queryByText(/Still evaluating/)).toBeNull(),
    );
  });

  it('reads all loaded pages again when the reach has changed, each target once', async () => {
    const signals = new TestSignals();
    reachPagesAre([['a', 'b'], ['c'], ['d']], { total: 4, evaluated: 4 });
    renderCard({ signals });
    await userEvent.click(await more());
    await shown(/^3 of 4 /);

    asked.length = 0;
    // The order has changed, so b is on both pages of this answer.
    reachPagesAre([['c', 'b'], ['b'], ['a']], { total: 4, evaluated: 4 });
    signals.changed('component:default/web');

    await shown(/^2 of 4 /);
    expect(asked).toEqual([null, '1']);
    expect(await placesOffered()).toHaveLength(2);
  });

  it('keeps what is shown when the next page cannot be read', async () => {
    reachPagesAre([['a', 'b'], ['c']], { total: 3, evaluated: 3 });
    renderCard();
    const button = await more();
    backend.use(
      http.get(backendUrl(reachPath), () =>
        errorResponse(503, 'ServiceUnavailableError', 'restarting'),
      ),
    );
    await userEvent.click(button);
    expect(await screen.findByText('restarting')).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Open to all namespaces' }),
    ).toBeInTheDocument();
  });

  it('shows no count where all are shown', async () => {
    reachIs(evaluated());
    renderCard();
    await screen.findByRole('heading', { name: 'Open to all namespaces' });
    expect(screen.queryByText(/places/)).toBeNull();
  });
});
