import { policiesPath, policyBody, TestCluster } from '../testing/client';

describe('who may do what', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await TestCluster.start({ walkthrough: 'absent' });
  });
  afterAll(() => cluster.stop());

  it.each([
    [
      'viewer',
      'GET',
      '/apis/batch/v1/jobs',
      'jobs.batch is forbidden: User "viewer" cannot list resource "jobs" in API group "batch" at the cluster scope',
    ],
    [
      'viewer',
      'DELETE',
      `${policiesPath}/x`,
      'networkpolicies.networking.k8s.io "x" is forbidden: User "viewer" cannot delete resource "networkpolicies" in API group "networking.k8s.io" in the namespace "default"',
    ],
    [
      'reader',
      'GET',
      '/api/v1/namespaces/default/serviceaccounts',
      'serviceaccounts is forbidden: User "system:serviceaccount:backstage:network-policy-reader" cannot list resource "serviceaccounts" in API group "" in the namespace "default"',
    ],
    [
      'reader',
      'PUT',
      `${policiesPath}/x`,
      'networkpolicies.networking.k8s.io "x" is forbidden: User "system:serviceaccount:backstage:network-policy-reader" cannot update resource "networkpolicies" in API group "networking.k8s.io" in the namespace "default"',
    ],
    [
      'writer',
      'PATCH',
      `${policiesPath}/x`,
      'networkpolicies.networking.k8s.io "x" is forbidden: User "system:serviceaccount:backstage:network-policy-writer" cannot patch resource "networkpolicies" in API group "networking.k8s.io" in the namespace "default"',
    ],
    [
      'writer',
      'GET',
      '/api/v1/pods',
      'pods is forbidden: User "system:serviceaccount:backstage:network-policy-writer" cannot list resource "pods" in API group "" at the cluster scope',
    ],
    [
      'writer',
      'POST',
      '/apis/networking.k8s.io/v1/namespaces/kube-system/networkpolicies',
      'networkpolicies.networking.k8s.io is forbidden: User "system:serviceaccount:backstage:network-policy-writer" cannot create resource "networkpolicies" in API group "networking.k8s.io" in the namespace "kube-system"',
    ],
  ])('refuses %s %s %s', async (user, method, path, message) => {
    const answer = await cluster.as(user)(method, path);
    expect(answer).toMatchObject({
      code: 403,
      body: { kind: 'Status', reason: 'Forbidden', code: 403, message },
    });
  });

  it.each([
    '/api/v1/namespaces',
    '/api/v1/pods',
    '/api/v1/services',
    '/api/v1/configmaps',
    '/api/v1/limitranges',
    '/api/v1/resourcequotas',
    '/api/v1/events',
    '/apis/apps/v1/deployments',
    '/apis/apps/v1/replicasets',
    '/apis/apps/v1/statefulsets',
    '/apis/apps/v1/daemonsets',
    '/apis/autoscaling/v2/horizontalpodautoscalers',
    '/apis/batch/v1/jobs',
    '/apis/batch/v1/cronjobs',
    '/apis/networking.k8s.io/v1/ingresses',
    '/apis/networking.k8s.io/v1/networkpolicies',
    '/apis/discovery.k8s.io/v1/endpointslices',
  ])('lets the admin list %s', async path => {
    const answer = await cluster.as('admin')('GET', path);
    expect(answer.code).toBe(200);
    expect(Array.isArray(answer.body.items)).toBe(true);
  });

  // As docs/kubernetes has it: by namespace and by name where it says so.
  it.each([
    ['reader', 'list', '', 'pods', undefined, undefined, true],
    ['reader', 'list', '', 'configmaps', undefined, undefined, false],
    ['reader', 'create', 'batch', 'jobs', 'identity', undefined, false],
    ['writer', 'create', 'batch', 'jobs', 'identity', undefined, true],
    ['writer', 'create', 'batch', 'jobs', 'kube-system', undefined, false],
    ['writer', 'patch', '', 'namespaces', undefined, 'identity', false],
    ['walkthrough', 'create', '', 'services', 'default', undefined, true],
    ['walkthrough', 'create', '', 'services', 'identity', undefined, false],
    ['walkthrough', 'delete', '', 'namespaces', undefined, 'secondary', true],
    ['walkthrough', 'delete', '', 'namespaces', undefined, 'identity', false],
    ['walkthrough', 'list', '', 'secrets', 'secondary', undefined, true],
    ['walkthrough', 'list', '', 'secrets', 'identity', undefined, false],
  ])(
    'may the %s %s %s/%s in %s named %s? %s',
    async (user, verb, group, resource, namespace, name, allowed) => {
      const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
      const resourceAttributes = { verb, group, resource, namespace, name };
      const { body } = await cluster.as(user)('POST', path, {
        body: { spec: { resourceAttributes } },
      });
      expect(body.status.allowed).toBe(allowed);
    },
  );

  it('tells who one is', async () => {
    const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
    const { body } = await cluster.as('reader')('POST', path, { body: {} });
    expect(body.status.userInfo.username).toBe(
      'system:serviceaccount:backstage:network-policy-reader',
    );
  });

  it.each([
    ['reader', 'list', 'networkpolicies', true],
    ['reader', 'create', 'networkpolicies', false],
    // It was asked about all namespaces, and the writer's role is bound in some.
    ['writer', 'create', 'networkpolicies', false],
    ['viewer', 'create', 'networkpolicies', false],
    ['viewer', 'watch', 'networkpolicies', true],
    ['admin', 'update', 'networkpolicies', true],
  ])('reviews: may %s %s %s? %s', async (user, verb, resource, allowed) => {
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    const resourceAttributes = { verb, resource, group: 'networking.k8s.io' };
    const { body } = await cluster.as(user)('POST', path, {
      body: { spec: { resourceAttributes } },
    });
    expect(body.status.allowed).toBe(allowed);
  });

  it('lists the rules of the asker', async () => {
    const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
    const { body } = await cluster.as('viewer')('POST', path, { body: {} });
    const verbs = body.status.resourceRules.flatMap((rule: any) => rule.verbs);
    expect(verbs).not.toContain('delete');
    expect(verbs).toContain('watch');
  });

  it('does not know a wrong token', async () => {
    const answer = await cluster.send('GET', '/api/v1/pods', {
      token: 'wrong',
    });
    expect(answer).toMatchObject({
      code: 401,
      body: { reason: 'Unauthorized', message: 'Unauthorized' },
    });
  });

  it('tells nobody in particular its version and health only', async () => {
    expect((await cluster.send('GET', '/version')).code).toBe(200);
    expect((await cluster.send('GET', '/readyz')).text).toBe('ok');
    const refused = await cluster.send('GET', '/api/v1/pods');
    expect(refused.body.message).toContain(
      'User "system:anonymous" cannot list',
    );
    expect((await cluster.send('GET', '/apis')).code).toBe(403);
  });

  it('does not refuse what is allowed', async () => {
    const answer = await cluster.as('writer')('POST', policiesPath, {
      body: policyBody('allowed'),
    });
    expect(answer.code).toBe(201);
  });
});
