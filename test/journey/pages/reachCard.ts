import { expect, Locator, Page } from '@playwright/test';
import { openPortal } from './portal';

/** The card "Network reach" on an entity's page. */
export class ReachCard {
  readonly root: Locator;

  constructor(private readonly page: Page) {
    this.root = page.getByRole('region', { name: 'Network reach' });
  }

  /** Opens the page of a component and waits until its card says something. */
  static async open(page: Page, component: string): Promise<ReachCard> {
    await openPortal(page, `/catalog/default/component/${component}`);
    const card = new ReachCard(page);
    await expect(card.root).toBeVisible({ timeout: 60_000 });
    return card;
  }

  /** Comes to the page of a component by way of the catalog, which is quicker where one looks at many. */
  static async openFromCatalog(page: Page, component: string) {
    if (page.url().includes('/catalog/default/component/')) {
      await page.goBack();
    } else {
      await openPortal(
        page,
        '/catalog?filters[kind]=component&filters[user]=all',
      );
    }
    await page.getByRole('link', { name: component, exact: true }).click();
    const card = new ReachCard(page);
    await expect(card.root).toBeVisible();
    return card;
  }

  /** Probes from the given namespaces and waits until the run is over. */
  async probeFrom(namespaces: readonly string[]) {
    await this.page.getByRole('button', { name: 'Probe now' }).click();
    const dialog = this.page.getByRole('dialog');
    const from = dialog.getByLabel('From namespaces');
    // The dialog proposes namespaces; the journey says itself which.
    await from.focus();
    while ((await dialog.locator('.MuiChip-root').count()) > 0) {
      await from.press('Backspace');
    }
    for (const namespace of namespaces) {
      await from.fill(namespace);
      await this.page
        .getByRole('option', { name: namespace, exact: true })
        .click();
    }
    await from.press('Escape');
    const answered = this.page.waitForResponse(
      response =>
        response.request().method() === 'POST' &&
        response.url().includes('/probe-runs'),
    );
    await dialog.getByRole('button', { name: /^Probe from/ }).click();
    expect((await answered).status()).toBe(202);
    await expect(dialog).toBeHidden();
    await expect(
      this.page.getByRole('button', { name: 'Probe now' }),
    ).toBeEnabled({ timeout: 120_000 });
  }

  /** The square of a namespace in the reach map. */
  square(namespace: string): Locator {
    return this.root.getByRole('button', {
      name: new RegExp(`^${namespace}: `),
    });
  }

  /** The sentence about the latest probe from a namespace. */
  async latestProbe(namespace: string): Promise<Locator> {
    const title = this.page.getByRole('button', { name: /^Latest probes/ });
    await expect(title).toBeVisible();
    if ((await title.getAttribute('aria-expanded')) === 'false') {
      await title.click();
    }
    return this.page
      .getByRole('list', { name: 'Latest probes' })
      .getByRole('listitem')
      .filter({ hasText: `${namespace}: ` });
  }
}
