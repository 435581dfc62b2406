import { expect, Page } from '@playwright/test';
import { openPortal } from './portal';

/** A template's form, and the page of the task that it starts. */
export class TemplateForm {
  constructor(private readonly page: Page) {}

  /** Opens the form of a template, filled in beforehand if wished. */
  static async open(page: Page, template: string, formData?: object) {
    const query = formData
      ? `?formData=${encodeURIComponent(JSON.stringify(formData))}`
      : '';
    await openPortal(page, `/create/templates/default/${template}${query}`);
    return new TemplateForm(page);
  }

  /** Goes on to the next page of the form. */
  async next() {
    await this.page.getByRole('button', { name: /^(Next|Review)$/ }).click();
  }

  /** Starts the task from the review page and waits until it is over; fails with the log when the task fails. */
  async create(): Promise<void> {
    const failure = await this.run();
    if (failure) throw new Error(`The task failed: ${await this.result()}`);
  }

  /** Starts a task that must fail, and returns what its page says about it. */
  async createInVain(): Promise<string> {
    const failure = await this.run();
    expect(failure, 'The task did not fail').toBeDefined();
    return failure ?? '';
  }

  /** Runs the task, and returns its error if it fails. */
  private async run(): Promise<string | undefined> {
    await this.page.getByRole('button', { name: 'Create' }).click();
    await this.page.waitForURL(/\/create\/tasks\//);
    // A heading where there is one text only, a button that shows it where there are several.
    const result = this.page
      .getByRole('heading', { name: 'Result' })
      .or(this.page.getByRole('button', { name: 'Result' }));
    const failure = this.page.getByText(/^Error: |^[A-Za-z]+Error: /);
    await expect(result.or(failure).first()).toBeVisible({ timeout: 150_000 });
    return (await failure.first().isVisible())
      ? failure.first().innerText()
      : undefined;
  }

  /** What the task's page shows as its result. */
  async result(): Promise<string> {
    return this.page.locator('body').innerText();
  }
}
