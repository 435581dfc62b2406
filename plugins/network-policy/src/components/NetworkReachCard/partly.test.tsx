import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { backend, forgetAnswers, reachIs } from '../../__testUtils__/backend';
import {
  evaluated,
  namespaceRow,
  payments,
} from '../../__testUtils__/fixtures';
import { renderCard } from '../../__testUtils__/renderCard';

describe('what holds only in part, or is not for NetworkPolicies alone to say', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);

  it.each([
    ['can connect in part', ['some', 'some']],
    ['can connect, 1 of them in part', ['all', 'some']],
    ['can connect in part (its own)', ['some']],
  ] as const)(
    'says that namespaces %s where not every pod can',
    async (words, reaches) => {
      const names = ['default', 'secondary'];
      reachIs(
        evaluated({
          namespaces: reaches.map((reach, index) =>
            namespaceRow(names[index], { reach }),
          ),
        }),
      );
      renderCard();
      const counts = await screen.findByText(/of \d namespaces$/);
      expect(counts.parentElement).toHaveTextContent(
        `namespaces ${words} · TCP 80`,
      );
    },
  );

  it('says what was not evaluated', async () => {
    reachIs(
      evaluated({ partial: ['2 CiliumNetworkPolicies are not evaluated'] }),
    );
    renderCard();
    expect(
      await screen.findByText(
        'Partial: 2 CiliumNetworkPolicies are not evaluated',
      ),
    ).toBeInTheDocument();
  });

  it('shows many reasons for doubt on demand', async () => {
    const pods = ['a', 'b', 'c', 'd', 'e'].map(name => `Pod ${name} is odd.`);
    reachIs(evaluated({ partial: pods }));
    renderCard();
    const list = await screen.findByRole('list', {
      name: 'What was not evaluated',
    });
    expect(within(list).getAllByRole('listitem')).toHaveLength(3);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 2 more reasons' }),
    );
    expect(list).toHaveTextContent('Partial: Pod e is odd.');
  });

  it('reads more reasons for doubt than the numbers bring, and counts what even that leaves out', async () => {
    const doubts = (count: number) =>
      Array.from({ length: count }, (_, index) => `Pod ${index} is odd.`);
    reachIs(evaluated({ partial: doubts(202) }));
    renderCard();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show 199 more reasons' }),
    );
    expect(
      await screen.findByText('Partial: Pod 199 is odd.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('2 more reasons are not listed here.'),
    ).toBeInTheDocument();
  });

  it('names the cluster-wide policy that no NetworkPolicy can open', async () => {
    const ingress = {
      allowed: false,
      because: 'denied' as const,
      policies: [
        {
          kind: 'AdminNetworkPolicy' as const,
          tier: 'Admin' as const,
          name: 'tenants',
          rule: 0,
        },
      ],
    };
    reachIs(
      evaluated({
        headline: 'open-to-some',
        namespaces: [
          namespaceRow('default'),
          namespaceRow('batch', { reach: 'none', ingress }),
        ],
      }),
    );
    renderCard();
    expect(
      await screen.findByText(
        'AdminNetworkPolicy tenants keeps pods of 1 namespace out, whatever NetworkPolicies say',
      ),
    ).toBeInTheDocument();
  });

  it('does not propose policies for pods that these are not about', async () => {
    reachIs(
      evaluated({
        headline: 'not-isolated',
        isolatedBy: [],
        exposures: [],
        namespaces: [
          namespaceRow('default', {
            ingress: { allowed: true, because: 'not-subject', policies: [] },
          }),
        ],
      }),
    );
    renderCard();
    expect(
      await screen.findByText(/These pods use the network of their node/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Limit who can connect…')).toBeNull();
  });

  it('tells when only some pods of a namespace stand in their own way', async () => {
    reachIs(
      evaluated({
        namespaces: [
          { ...payments(), reach: 'some', pods: { allowed: 1, total: 3 } },
        ],
      }),
    );
    renderCard();
    expect(
      await screen.findByRole('list', { name: 'What needs attention' }),
    ).toHaveTextContent(
      'some pods of payments cannot connect: their own egress is denied by default-deny-egress',
    );
  });
});
