import { expect, Page, test } from '@playwright/test';
import { findNetworkPolicy } from './cluster';
import { environment } from './environment';
import { TemplateForm } from './pages/templateForm';

const openForm = async (page: Page, service: string) => {
  const form = await TemplateForm.open(page, 'share-service', {
    sharing: { entityRef: `component:default/${service}` },
  });
  await expect(
    page.getByRole('region', { name: 'Before and after' }),
  ).toContainText(/\d+ → \d+ namespaces/);
  return form;
};

test.describe('The form for the example services, for a platform engineer', () => {
  test.use({ baseURL: environment.platformPortalUrl });

  test('what kubectl manages is announced before and left unchanged after', async ({
    page,
  }) => {
    const name = 'image-registry-allow-all-namespaces';
    const before = await findNetworkPolicy('registry', name);
    expect(before).toBeDefined();
    const form = await openForm(page, 'image-registry');
    await expect(
      page
        .getByRole('status')
        .filter({ hasText: 'You cannot apply this policy from here.' }),
    ).toContainText(
      'A policy of this name exists that was not made for component:default/image-registry. It cannot be changed from here; choose another name.',
    );
    await page.getByLabel('Why').fill('every cluster pulls from it');
    await form.next();
    await page.getByLabel('Make real connections afterwards').uncheck();
    await form.next();
    expect(await form.createInVain()).toContain(
      `NetworkPolicy registry/${name} stays as it is: a policy of that name exists`,
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
