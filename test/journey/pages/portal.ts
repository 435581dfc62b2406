import AxeBuilder from '@axe-core/playwright';
import { expect, Page } from '@playwright/test';

/** Opens a page of the portal, signed in as the guest. */
export async function openPortal(page: Page, path: string) {
  await page.goto(path);
  const enter = page.getByRole('button', { name: 'Enter' });
  const signedIn = page.getByRole('link', { name: 'Settings' });
  await expect(enter.or(signedIn).first()).toBeVisible({ timeout: 60_000 });
  if (await enter.isVisible()) {
    await enter.click();
    await expect(signedIn).toBeVisible();
  }
}

/** Fails with the rules that a part of the page breaks; a part is ours to answer for, the portal around it is not. */
export async function expectAccessible(page: Page, selector: string) {
  const { violations } = await new AxeBuilder({ page })
    .include(selector)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => ({
      id,
      where: nodes.map(({ html }) => html),
    })),
  ).toEqual([]);
}

/** Changes the theme, as the setting of the operating system does, and waits until the portal has followed. */
export async function useTheme(page: Page, theme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator('body')).toHaveAttribute('data-theme-mode', theme);
}
