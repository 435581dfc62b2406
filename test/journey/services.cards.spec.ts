import { expect, test } from '@playwright/test';
import { environment } from './environment';
import { openPortal } from './pages/portal';
import { ReachCard } from './pages/reachCard';

/** What the card says about a review date, which depends on the day on which it is read. */
const review = (isoDate: string, inWords: string) =>
  isoDate < new Date().toISOString().slice(0, 10)
    ? `review overdue since ${inWords}`
    : `review by ${inWords}`;

/** What is true about each service of the example company, as test/demo-cluster/seed has it. */
const cards: {
  service: string;
  headline: string;
  says: (string | RegExp)[];
}[] = [
  {
    service: 'login',
    headline: 'Open to all namespaces',
    says: [
      /4\d of 4\d namespaces can connect/,
      '· TCP 8080',
      `by login-allow-all-namespaces (NP-05) · “Every service checks tokens here.” · owned by identity · ${review(
        '2027-03-31',
        '31 Mar 2027',
      )}`,
      'payments cannot connect: its own egress is denied by default-deny-egress',
      'Opening login further will not help.',
    ],
  },
  {
    service: 'message-broker',
    headline: 'Open to all namespaces',
    says: [
      `by message-broker-allow-all-namespaces (NP-05) · “All teams publish and consume events.” · owned by platform · ${review(
        '2026-06-30',
        '30 Jun 2026',
      )}`,
    ],
  },
  {
    service: 'internal-gateway',
    headline: 'Open to all namespaces',
    says: [
      'can connect, and so can sources outside the cluster',
      'by internal-gateway-open (any source, not only namespaces)',
    ],
  },
  {
    service: 'mail-relay',
    headline: 'Open, because nothing isolates it',
    says: [
      'can connect, and so can sources outside the cluster',
      'NP-05 would not open anything; it would start isolating them and cut outside sources off.',
      'Limit who can connect…',
    ],
  },
  {
    service: 'search-api',
    headline: 'Closed to everybody',
    says: [
      /0 of 4\d namespaces can connect/,
      'by default-deny-all',
      'Open to other namespaces…',
    ],
  },
  {
    service: 'metrics',
    headline: 'Open to some namespaces',
    says: [
      /4 of 4\d namespaces can connect/,
      'by metrics-allow-scrapers (certain pods in all namespaces)',
    ],
  },
  {
    service: 'payments-db',
    headline: 'Open to some namespaces',
    says: [
      /3 of 4\d namespaces can connect/,
      'by payments-db-allow-labelled-namespaces (labelled namespaces)',
    ],
  },
  {
    service: 'orders-api',
    headline: 'Open to some namespaces',
    says: [
      /1\d of 4\d namespaces can connect/,
      'by orders-api-allow-shop (labelled namespaces)',
      'Partial: Policies treat the pods of the service differently, so whether a connection succeeds depends on the pod that answers.',
    ],
  },
];

test.describe('The cards of the example services', () => {
  test.use({ baseURL: environment.platformPortalUrl });

  test('each card says what is true', async ({ page }) => {
    for (const { service, headline, says } of cards) {
      await test.step(service, async () => {
        const card = await ReachCard.openFromCatalog(page, service);
        await expect(
          card.root.getByRole('heading', { name: headline }),
        ).toBeVisible();
        for (const words of says) {
          await expect(card.root).toContainText(words);
        }
      });
    }
  });

  test('a square says that it depends on the pod of the service that answers', async ({
    page,
  }) => {
    const card = await ReachCard.open(page, 'orders-api');
    await expect(card.square('storefront')).toHaveAccessibleName(
      /^storefront: can connect to some pods of the service, not to all; the rest is denied by default-deny-all; /,
    );
  });

  test('brand-guidelines runs nowhere, and the card says what is missing', async ({
    page,
  }) => {
    await openPortal(page, '/catalog/default/component/brand-guidelines');
    await expect(page.getByText('Missing Annotation')).toBeVisible();
    await expect(
      page.getByText('backstage.io/kubernetes-label-selector').first(),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: 'Probe now' })).toBeHidden();
  });

  test('the reach map is one stop of the Tab key, and arrows move within it', async ({
    page,
  }) => {
    const card = await ReachCard.open(page, 'login');
    const map = card.root.getByRole('group', { name: /^Reach map/ });
    const squares = map.getByRole('button');
    // The numbers are there before the namespaces.
    await expect(squares.first()).toBeVisible();
    await card.root.getByRole('button', { name: 'More actions' }).focus();
    await page.keyboard.press('Tab');
    await expect(squares.first()).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(squares.nth(1)).toBeFocused();
    await page.keyboard.press('End');
    await expect(squares.last()).toBeFocused();
    await page.keyboard.press('Home');
    await expect(squares.first()).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(map.locator(':focus')).toHaveCount(0);
  });
});

test.describe('The example services, seen by somebody who does not own them', () => {
  test('the button says why it does nothing, and nothing invites to share', async ({
    page,
  }) => {
    const card = await ReachCard.open(page, 'search-api');
    await expect(
      card.root.getByRole('heading', { name: 'Closed to everybody' }),
    ).toBeVisible();
    const probeNow = card.root
      .getByRole('button')
      .filter({ hasText: 'Probe now' });
    // Before it is known whether one may, the button cannot be focused.
    await expect(probeNow).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Tab');
    await probeNow.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('tooltip')).toHaveText(
      'You may not start probes for this entity.',
    );
    await expect(card.root.getByText('Open to other namespaces…')).toBeHidden();
  });
});
