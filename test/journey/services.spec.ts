import { expect, Page, test } from '@playwright/test';
import { findNetworkPolicy } from './cluster';
import { environment } from './environment';
import { expectAccessible, openPortal, useTheme } from './pages/portal';
import { ReachCard } from './pages/reachCard';
import { TemplateForm } from './pages/templateForm';

const cardSelector = 'section[aria-label="Network reach"]';

/** What the card says about a review date, which depends on the day on which it is read. */
const review = (isoDate: string, inWords: string) =>
  isoDate < new Date().toISOString().slice(0, 10)
    ? `review overdue since ${inWords}`
    : `review by ${inWords}`;

const openForm = async (page: Page, service: string) => {
  const form = await TemplateForm.open(page, 'share-service', {
    sharing: { entityRef: `component:default/${service}` },
  });
  await expect(
    page.getByRole('region', { name: 'Before and after' }),
  ).toContainText(/\d+ → \d+ namespaces/);
  return form;
};

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
    ],
  },
];

test.describe('The example services, seen by a platform engineer', () => {
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
    await expectAccessible(page, cardSelector);
    await useTheme(page, 'dark');
    await expect(card.root).toBeVisible();
    await expectAccessible(page, cardSelector);
  });

  test('the reach map is one stop of the Tab key, and arrows move within it', async ({
    page,
  }) => {
    const card = await ReachCard.open(page, 'login');
    const map = card.root.getByRole('group', { name: /^Reach map/ });
    const squares = map.getByRole('button');
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

  test('what kubectl manages is announced before and left unchanged after', async ({
    page,
  }) => {
    const name = 'image-registry-allow-all-namespaces';
    const before = await findNetworkPolicy('registry', name);
    expect(before).toBeDefined();
    const form = await openForm(page, 'image-registry');
    await expect(
      page.getByRole('region', { name: 'Before and after' }),
    ).toContainText(
      'A policy of this name exists and is managed by kubectl; it cannot be changed from here.',
    );
    await page.getByLabel('Why').fill('every cluster pulls from it');
    await form.next();
    await page.getByLabel('Make real connections afterwards').uncheck();
    await form.next();
    expect(await form.createInVain()).toContain(
      `NetworkPolicy registry/${name} is managed by kubectl`,
    );
    expect(await findNetworkPolicy('registry', name)).toEqual(before);
  });

  test('a wrong name or label is refused at the field, and nothing is sent', async ({
    page,
  }) => {
    const form = await openForm(page, 'search-api');
    const name = page.getByLabel('Name of the policy');
    const labels = page.getByLabel('Pod labels of the service');
    const sent: string[] = [];
    page.on('request', request => {
      if (request.method() === 'POST' && /exposure|\/tasks/.test(request.url()))
        sent.push(request.url());
    });
    await name.fill('Search_API');
    await labels.fill('track=not valid!');
    await labels.press('Enter');
    await page.getByLabel('Why').fill('everybody searches');
    await expect(name).toHaveAccessibleDescription(
      /a lowercase RFC 1123 subdomain must consist of/,
    );
    await expect(labels).toHaveAccessibleDescription(
      /a valid label must be an empty string or consist of/,
    );
    await form.next();
    await expect(name).toBeVisible();
    await expect(page.getByText('Apply it to the cluster')).toBeHidden();
    expect(sent).toEqual([]);
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
    await expect(probeNow).toBeDisabled();
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
