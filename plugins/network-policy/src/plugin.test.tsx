import { screen } from '@testing-library/react';
import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  backend,
  client,
  forgetAnswers,
  reachIs,
} from './__testUtils__/backend';
import { evaluated, web } from './__testUtils__/fixtures';
import {
  EntityNetworkReachCard,
  networkPolicyApiRef,
  networkPolicyPlugin,
} from '.';

describe('the legacy frontend system', () => {
  registerMswTestHooks(backend);
  afterEach(forgetAnswers);

  it('has the card', async () => {
    reachIs(evaluated());
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [networkPolicyApiRef, client],
          [permissionApiRef, mockApis.permission()],
        ]}
      >
        <EntityProvider entity={web}>
          <EntityNetworkReachCard />
        </EntityProvider>
      </TestApiProvider>,
    );
    expect(
      await screen.findByRole('heading', { name: 'Open to all namespaces' }),
    ).toBeInTheDocument();
  });

  it('provides the client of the backend', () => {
    const [factory] = networkPolicyPlugin.getApis();
    expect(factory.api).toBe(networkPolicyApiRef);
  });
});
