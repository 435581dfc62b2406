import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DateTime } from 'luxon';
import { http, HttpResponse } from 'msw';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  backend,
  backendUrl,
  forgetAnswers,
  reachIs,
} from '../../__testUtils__/backend';
import { evaluated, reachPath } from '../../__testUtils__/fixtures';
import {
  asked,
  input,
  manifest,
  preview,
  previewIs,
  webSharing,
} from '../../__testUtils__/form';
import { renderForm } from '../../__testUtils__/renderForm';
import { summarise } from '../../__testUtils__/summarise';

describe('SharedServiceExposureField', () => {
  registerMswTestHooks(backend);
  beforeEach(() => {
    asked.length = 0;
    reachIs(evaluated());
    previewIs();
  });
  afterEach(forgetAnswers);

  it('offers the components that run in Kubernetes, the own ones first', async () => {
    renderForm();
    await userEvent.click(await input(/^Service/));
    const groups = await screen.findAllByRole('listitem');
    expect(groups.map(group => group.textContent)).toEqual([
      'Yoursweb',
      'Othersmetrics (Metrics store)',
    ]);
    expect(within(preview()).getByText(/Choose a service/)).toBeInTheDocument();
  });

  it('fills in from the cluster, and makes the manifest of NP-05', async () => {
    const { onCreate } = renderForm();
    await userEvent.click(await input(/^Service/));
    await userEvent.click(await screen.findByRole('option', { name: 'web' }));
    expect(
      await screen.findByText(
        'Simulated cluster / default · app=web · 3 pods · TCP 80',
      ),
    ).toBeInTheDocument();
    expect(await input('Cluster')).toHaveValue('simulated');
    expect(await input('Namespace')).toHaveValue('default');
    expect(screen.getByText('app=web')).toBeInTheDocument();
    expect(
      screen.getByRole('radio', { name: /^All namespaces/ }),
    ).toBeChecked();
    expect(
      screen.getByText(/Every pod of all 4 namespaces/),
    ).toBeInTheDocument();
    const in90Days = DateTime.now().plus({ days: 90 }).toISODate();
    expect(screen.getByLabelText('Review by')).toHaveValue(in90Days);
    expect(
      screen.getByRole('heading', { name: 'web-allow-all-namespaces.yaml' }),
    ).toBeInTheDocument();
    expect(await manifest()).toHaveTextContent(
      'ingress: - from: - namespaceSelector: {}',
    );

    await userEvent.type(await input(/^Why/), 'shared login page');
    expect(await manifest()).toHaveTextContent(
      'network-policy.backstage.io/reason: shared login page',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate).toHaveBeenCalledWith({
      sharing: {
        entityRef: 'component:default/web',
        exposure: {
          cluster: 'simulated',
          namespace: 'default',
          name: 'web-allow-all-namespaces',
          podSelector: { app: 'web' },
          from: { width: 'all-namespaces' },
          ports: [],
          reason: 'shared login page',
          reviewBy: in90Days,
        },
      },
    });
  });

  it('asks for the labels of a narrower width, and waits for them', async () => {
    renderForm({ initial: webSharing });
    await screen.findByText('1 → 4 namespaces');
    asked.length = 0;
    await userEvent.click(
      screen.getByRole('radio', { name: /^Certain pods in labelled/ }),
    );
    expect(preview()).toHaveTextContent('Correct the marked fields');
    await userEvent.type(
      await input('Labels of the namespaces'),
      'purpose=production',
    );
    await userEvent.tab();
    await userEvent.type(
      await input('Labels of the pods'),
      'role=frontend{Enter}',
    );
    expect(await manifest()).toHaveTextContent(
      'from: - namespaceSelector: matchLabels: purpose: production podSelector: matchLabels: role: frontend',
    );
    expect(await manifest()).toHaveTextContent(
      'name: web-allow-certain-pods-in-labelled-namespaces',
    );
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0].from).toEqual({
      width: 'certain-pods-in-labelled-namespaces',
      namespaceLabels: { purpose: 'production' },
      podLabels: { role: 'frontend' },
    });
  });

  it('offers the labels of namespaces and the ports of the service', async () => {
    renderForm({ initial: webSharing });
    await screen.findByText('1 → 4 namespaces');
    await userEvent.click(
      screen.getByRole('radio', { name: /^Namespaces with a label/ }),
    );
    await userEvent.click(await input('Labels of the namespaces'));
    await userEvent.click(
      await screen.findByRole('option', {
        name: 'kubernetes.io/metadata.name=secondary',
      }),
    );
    await userEvent.click(await input('Ports'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'TCP 80' }),
    );
    expect(await manifest()).toHaveTextContent(
      'kubernetes.io/metadata.name: secondary ports: - protocol: TCP port: 80',
    );
  });

  it('moves to another place where the service runs in several', async () => {
    reachIs(
      evaluated(),
      evaluated({
        cluster: { name: 'staging', title: 'Staging' },
        namespace: 'shop',
        podSelector: { app: 'web-staging' },
      }),
    );
    renderForm({ initial: webSharing });
    expect(await screen.findByText('app=web')).toBeInTheDocument();
    await userEvent.click(await input('Cluster'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'staging' }),
    );
    expect(await input('Namespace')).toHaveValue('shop');
    expect(screen.getByText('app=web-staging')).toBeInTheDocument();
  });

  it('offers the first of many places, and says so', async () => {
    const target = summarise(evaluated());
    backend.use(
      http.get(backendUrl(reachPath), ({ request }) => {
        expect(new URL(request.url).searchParams.get('limit')).toBe('100');
        return HttpResponse.json({
          entityRef: webSharing.entityRef,
          total: 2000,
          evaluated: 100,
          targets: [target],
          nextCursor: 'next',
        });
      }),
    );
    renderForm({ initial: webSharing });
    expect(
      await screen.findByText(
        /3 pods · TCP 80\. The first 1 of 2,000 places are offered below/,
      ),
    ).toBeInTheDocument();
  });
});
