import { expect, test } from '@playwright/test';
import { environment } from './environment';
import { expectAccessible, useTheme } from './pages/portal';
import { ReachCard } from './pages/reachCard';
import { probedInPostgres } from './probedInPostgres';

const cardSelector = 'section[aria-label="Network reach"]';

test.describe('Probes of the example services, by a platform engineer', () => {
  test.use({ baseURL: environment.platformPortalUrl });

  test('login is probed: billing is blocked though allowed, payments stands in its own way, the others agree', async ({
    page,
  }) => {
    const card = await ReachCard.open(page, 'login');
    await card.probeFrom(['billing', 'legacy-batch', 'payments', 'identity']);
    const outcomes = {
      billing: 'timed out · blocked, though allowed',
      'legacy-batch': 'connected · agrees with the policies',
      payments: 'timed out · agrees with the policies',
      identity: 'connected · agrees with the policies',
    };
    for (const [namespace, outcome] of Object.entries(outcomes)) {
      await expect(await card.latestProbe(namespace)).toContainText(
        `${namespace}: ${outcome}`,
      );
    }
    const attention = card.root.getByRole('list', {
      name: 'What needs attention',
    });
    await expect(attention.getByRole('listitem').first()).toContainText(
      'billing timed out, although the policies of both sides allow it',
    );
    await expect(
      card.root.getByRole('button', { name: /^billing: .*timed out, blocked/ }),
    ).toBeVisible();
    await expect(card.root.getByRole('alert')).toBeHidden();
    await expectAccessible(page, cardSelector);
    await useTheme(page, 'dark');
    await expect(card.root).toBeVisible();
    await expectAccessible(page, cardSelector);

    await page.getByRole('link', { name: 'Kubernetes', exact: true }).click();
    await expect(
      page.getByText(environment.clusterTitle).first(),
    ).toBeVisible();
    await expect(page.getByText(/2 pods/).first()).toBeVisible();
  });

  test('search-api is closed, and the card shouts when legacy-batch connects all the same', async ({
    page,
  }) => {
    const card = await ReachCard.open(page, 'search-api');
    await card.probeFrom(['legacy-batch']);
    await expect(await card.latestProbe('legacy-batch')).toContainText(
      'legacy-batch: connected · open, though denied',
    );
    await expect(card.root.getByRole('alert')).toContainText(
      'Declared, not enforced. The policies forbid what a probe could do: legacy-batch connected.',
    );
    await expect(card.root).toContainText(
      'legacy-batch connected, although default-deny-all denies it',
    );
    await expect(probedInPostgres('search-api')).resolves.toContain(
      'legacy-batch',
    );
    await expectAccessible(page, cardSelector);
    await useTheme(page, 'dark');
    await expect(card.root).toBeVisible();
    await expectAccessible(page, cardSelector);
  });
});
