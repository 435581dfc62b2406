import { join } from 'node:path';
import { expect, Locator, Page, TestInfo } from '@playwright/test';

const themes = ['light', 'dark'] as const;
const widths = [1400, 360] as const;

/** So high that a whole screen fits above the bar that the portal has at the bottom of narrow windows. */
const height = 3200;

/** Where the pictures of the docs are; without SCREENSHOTS=1 they go to the run's own folder and are forgotten. */
const docs = join(__dirname, '..', '..', '..', 'docs', 'images');

/** A screen to be looked at: how to get there, and what of it is ours. */
export interface Screen {
  name: string;
  open: (page: Page) => Promise<Locator>;
}

/**
 * Takes pictures of a screen in both themes, wide and narrow, and fails where our part of it does not fit the width.
 */
export async function photograph(
  page: Page,
  { name, open }: Screen,
  run: TestInfo,
) {
  for (const theme of themes) {
    await page.setViewportSize({ width: widths[0], height });
    await page.evaluate(value => localStorage.setItem('theme', value), theme);
    const ours = await open(page);
    for (const width of widths) {
      await page.setViewportSize({ width, height });
      const file = `${name}-${theme}-${width}.png`;
      // Tooltips and ripples of what was clicked last are not part of the picture.
      await page.mouse.move(0, 0);
      await ours.screenshot({
        path:
          process.env.SCREENSHOTS === '1'
            ? join(docs, file)
            : run.outputPath(file),
        animations: 'disabled',
      });
      expect(await beyondTheEdge(ours), `${file} does not fit`).toEqual([]);
    }
  }
}

/** What stands out of the window, as HTML; what scrolls within a box of its own does not count. */
function beyondTheEdge(ours: Locator): Promise<string[]> {
  return ours.evaluate(root => {
    const edge = document.documentElement.clientWidth + 1;
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element !== root &&
      (getComputedStyle(element).overflowX !== 'visible' ||
        scrolls(element.parentElement));
    return [...root.querySelectorAll('*')]
      .filter(element => element.getBoundingClientRect().right > edge)
      .filter(element => !scrolls(element))
      .map(element => element.outerHTML.slice(0, 200));
  });
}
