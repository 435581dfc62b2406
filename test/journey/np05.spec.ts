import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import {
  findNetworkPolicy,
  listOurs,
  namespaceExists,
  runKubectlLine,
} from './cluster';
import { environment } from './environment';
import { expectAccessible, openPortal } from './pages/portal';
import { ReachCard } from './pages/reachCard';
import { photograph, Screen } from './pages/screens';
import { TemplateForm } from './pages/templateForm';

const policy = 'web-allow-all-namespaces';
const reason = 'shared login page';

/** The seed's manifest, as its recipe has it. */
const np05 = {
  podSelector: { matchLabels: { app: 'web' } },
  ingress: [{ from: [{ namespaceSelector: {} }] }],
};

/** One set of pictures is enough, and the demo cluster has the namespaces to fill them. */
function photographed(what: string, screens: readonly Screen[]) {
  if (environment.clusterName !== 'simulated') return;
  test(`${what}: light and dark, wide and narrow`, async ({ page }, run) => {
    await openPortal(page, '/catalog');
    for (const screen of screens) {
      await photograph(page, screen, run);
    }
  });
}

test.describe.configure({ mode: 'serial' });

test.describe(`NP-05 on ${environment.clusterTitle}`, () => {
  let before: string[];
  let taskPath: string;
  test.beforeAll(async () => {
    before = await listOurs();
  });

  test('1. the walkthrough deploys web, exposes it, isolates it, and awaits ready', async ({
    page,
  }) => {
    const form = await TemplateForm.open(page, 'walkthrough');
    await form.next();
    await form.create();
    const result = await form.result();
    expect(result).toContain('Pod default/web: ready');
    expect(result).toContain('Service default/web: present');
    expect(result).toContain('Namespace secondary: present');
    expect(result).toContain('NetworkPolicy default/web-deny-all: present');
  });

  test('2. deny-all isolates it: a probe from secondary times out, and the card says denied', async ({
    page,
  }) => {
    const card = await ReachCard.open(page, 'web');
    await expect(card.root).toContainText('Closed to everybody');
    await expect(card.root).toContainText('by web-deny-all');
    await card.probeFrom(['secondary']);
    await expect(await card.latestProbe('secondary')).toContainText(
      'secondary: timed out',
    );
  });

  photographed('the form', [
    {
      name: 'form',
      open: async page => {
        await TemplateForm.open(page, 'share-service', {
          sharing: { entityRef: 'component:default/web' },
        });
        await page.getByLabel('Why').fill(reason);
        await expect(
          page.getByRole('region', { name: 'Before and after' }),
        ).toContainText(/\d+ → \d+ namespaces/);
        return page.locator('form');
      },
    },
  ]);

  test('3. the share template, filled in by hand, previews, generates the manifest of NP-05 and applies it', async ({
    page,
  }) => {
    const form = await TemplateForm.open(page, 'share-service', {
      sharing: { entityRef: 'component:default/web' },
    });
    const preview = page.getByRole('region', { name: 'Before and after' });
    await expect(preview).toContainText(/0 → \d+ namespaces/);
    await expect(preview).toContainText('kube-system');
    await page.getByLabel('Why').fill(reason);
    const manifest = page.getByRole('region', { name: 'Manifest' });
    await expect(manifest).toContainText(reason);
    const shown = parse(await manifest.locator('pre').innerText());
    expect(shown.metadata).toMatchObject({
      name: policy,
      namespace: 'default',
    });
    expect(shown.spec).toEqual({ ...np05, policyTypes: ['Ingress'] });
    await expectAccessible(page, 'form');
    await form.next();

    await page.getByRole('button', { name: /add item/i }).click();
    await page.getByRole('textbox').last().fill('secondary');
    await page.getByRole('button', { name: /add item/i }).click();
    await page.getByRole('textbox').last().fill('default');
    await form.next();
    await form.create();

    const applied = await findNetworkPolicy('default', policy);
    expect(applied?.spec).toEqual({ ...np05, policyTypes: ['Ingress'] });
    expect(applied?.metadata.annotations).toMatchObject({
      'network-policy.backstage.io/owner': 'group:default/web-team',
      'network-policy.backstage.io/reason': reason,
      'network-policy.backstage.io/requested-by': 'user:default/dana',
    });
    expect(await namespaceExists('secondary')).toBe(true);
    taskPath = new URL(page.url()).pathname;
  });

  test('4. secondary and default connect within 2 s: the task page and the card say so', async ({
    page,
  }) => {
    await openPortal(page, taskPath);
    const row = (namespace: string) =>
      page.getByRole('row').filter({ hasText: namespace });
    for (const namespace of ['secondary', 'default']) {
      await expect(row(namespace)).toContainText('connected within 2 s');
      await expect(row(namespace)).toContainText('as the policies say');
    }

    const card = await ReachCard.open(page, 'web');
    await expect(card.root).toContainText('Open to all namespaces');
    await expect(card.root).toContainText(`by ${policy} (NP-05)`);
    await expect(card.root).toContainText(reason);
    for (const namespace of ['secondary', 'default']) {
      await expect(await card.latestProbe(namespace)).toContainText(
        `${namespace}: connected · agrees with the policies`,
      );
    }
  });

  photographed('the card and the page of the task', [
    {
      name: 'card',
      open: async page => {
        const card = await ReachCard.open(page, 'web');
        await card.latestProbe('secondary');
        return card.root;
      },
    },
    {
      name: 'task',
      open: async page => {
        await openPortal(page, taskPath);
        const table = page.getByRole('table');
        await expect(table).toContainText('connected within 2 s');
        return page.locator('.MuiPaper-root').filter({ has: table }).last();
      },
    },
  ]);

  test('5. the kubectl lines that are shown do what they say', async ({
    page,
  }) => {
    const form = await TemplateForm.open(page, 'share-service', {
      sharing: { entityRef: 'component:default/web' },
    });
    await page.getByLabel('Why').fill(reason);
    await expect(
      page.getByRole('region', { name: 'Before and after' }),
    ).toContainText('No namespace gains access');
    await form.next();
    await page.getByLabel('Make real connections afterwards').uncheck();
    await form.next();
    await form.create();
    // Code is coloured by a script that comes after the text.
    await expect(page.locator('body')).toContainText(
      `kubectl -n default delete networkpolicy ${policy}`,
    );
    const result = await form.result();
    expect(result).toContain('nothing was written');
    const lines = result.split('\n').filter(line => /^kubectl /.test(line));
    expect(lines).toEqual([
      `kubectl -n default get networkpolicy ${policy}`,
      `kubectl -n default describe networkpolicy ${policy}`,
      `kubectl -n default delete networkpolicy ${policy}`,
    ]);
    if (environment.kubectl) {
      expect(await runKubectlLine(lines[0])).toMatch(
        new RegExp(`${policy} +app=web `),
      );
      const described = await runKubectlLine(lines[1]);
      expect(described).toMatch(/PodSelector: +app=web\n/);
      expect(described).toMatch(/From:\n +NamespaceSelector: <none>\n/);
    }
  });

  test('6. revoke removes the policy, probes time out again, and cleanup leaves nothing of ours', async ({
    page,
  }) => {
    const revoke = await TemplateForm.open(page, 'revoke-share', {
      entityRef: 'component:default/web',
      cluster: environment.clusterName,
      namespace: 'default',
      policy,
      from: ['secondary', 'default'],
    });
    await revoke.next();
    await revoke.create();
    expect(await findNetworkPolicy('default', policy)).toBeUndefined();
    for (const namespace of ['secondary', 'default']) {
      await expect(
        page.getByRole('row').filter({ hasText: namespace }),
      ).toContainText('timed out after 2 s');
    }

    const cleanup = await TemplateForm.open(page, 'walkthrough', {
      task: 'remove',
    });
    await cleanup.next();
    await cleanup.create();
    await expect.poll(listOurs, { timeout: 60_000 }).toEqual(before);
  });
});
