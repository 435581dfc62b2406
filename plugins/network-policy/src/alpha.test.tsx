import { screen } from '@testing-library/react';
import {
  createExtensionTester,
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import {
  backend,
  client,
  forgetAnswers,
  reachIs,
} from './__testUtils__/backend';
import { evaluated, web } from './__testUtils__/fixtures';
import { networkPolicyApiRef } from './api/networkPolicyApiRef';
import {
  networkReachCard,
  sharedServiceExposureField,
} from './alpha/extensions';
import networkPolicyPlugin, { networkPolicyScaffolderModule } from './alpha';

const card = createExtensionTester(networkReachCard);

describe('the new frontend system', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);

  it('has the card "Network reach" among the content', async () => {
    reachIs(evaluated());
    expect(card.get(EntityCardBlueprint.dataRefs.type)).toBe('content');
    renderInTestApp(
      <EntityProvider entity={web}>{card.reactElement()}</EntityProvider>,
      { apis: [[networkPolicyApiRef, client], mockApis.permission()] },
    );
    expect(
      await screen.findByRole('heading', { name: 'Open to all namespaces' }),
    ).toBeInTheDocument();
  });

  it.each<[string, Entity, boolean]>([
    ['a component', { ...web, metadata: { name: 'web' } }, true],
    ['an annotated resource', { ...web, kind: 'Resource' }, true],
    [
      'a resource without annotations',
      { ...web, kind: 'Resource', metadata: { name: 'web' } },
      false,
    ],
  ])('shows the card on %s or not', (_, entity, shown) => {
    const filter = card.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(filter?.(entity)).toBe(shown);
  });

  it('has the form field that templates name', async () => {
    const load = createExtensionTester(sharedServiceExposureField).get(
      FormFieldBlueprint.dataRefs.formFieldLoader,
    );
    expect(await load()).toMatchObject({ name: 'SharedServiceExposure' });
  });

  it('hands the extensions to the app', () => {
    expect(
      networkPolicyPlugin.getExtension(
        'entity-card:network-policy/network-reach',
      ),
    ).toBeDefined();
    expect(networkPolicyScaffolderModule.pluginId).toBe('scaffolder');
  });
});
