import { CORE_SCHEMA, load } from 'js-yaml';
import { generate, GenerateOptions } from './generate';

const options: GenerateOptions = {
  namespace: 'default',
  selector: 'app=web',
  port: [],
  output: 'yaml',
};

async function manifestOf(more: Partial<GenerateOptions> = {}) {
  const { lines, exitCode } = await generate({ ...options, ...more });
  expect(exitCode).toBe(0);
  const text = [...lines].join('\n');
  return load(text, { schema: CORE_SCHEMA }) as Record<string, any>;
}

describe('generate', () => {
  it('makes NP-05 for a service that is opened to all namespaces', async () => {
    const { metadata, spec } = await manifestOf();
    expect(metadata).toMatchObject({
      name: 'web-allow-all-namespaces',
      namespace: 'default',
    });
    expect(spec).toEqual({
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: {} }] }],
    });
  });

  it('makes the narrower forms', async () => {
    const peers = async (more: Partial<GenerateOptions>) =>
      (await manifestOf(more)).spec.ingress[0].from[0];
    expect(await peers({ fromNamespaces: 'team=a,env=prod' })).toEqual({
      namespaceSelector: { matchLabels: { team: 'a', env: 'prod' } },
    });
    expect(await peers({ fromPods: 'app=shop' })).toEqual({
      namespaceSelector: {},
      podSelector: { matchLabels: { app: 'shop' } },
    });
    expect(
      await peers({ fromPods: 'app=shop', fromNamespaces: 'team=a' }),
    ).toEqual({
      namespaceSelector: { matchLabels: { team: 'a' } },
      podSelector: { matchLabels: { app: 'shop' } },
    });
  });

  it('opens only the ports that are named', async () => {
    const port = ['80', 'udp/53', 'TCP/8000-8010', 'http', 'SCTP/s1ap-2'];
    expect((await manifestOf({ port })).spec.ingress[0].ports).toEqual([
      { protocol: 'TCP', port: 80 },
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 8000, endPort: 8010 },
      { protocol: 'TCP', port: 'http' },
      { protocol: 'SCTP', port: 's1ap-2' },
    ]);
  });

  it('says on the policy who opened it, why and until when', async () => {
    const { metadata } = await manifestOf({
      name: 'shared',
      reason: 'Login page',
      reviewBy: '2031-02-28',
      ticket: 'NET-7',
      owner: 'group:default/web',
    });
    expect(metadata.name).toBe('shared');
    expect(metadata.annotations).toEqual({
      'network-policy.backstage.io/owner': 'group:default/web',
      'network-policy.backstage.io/reason': 'Login page',
      'network-policy.backstage.io/review-by': '2031-02-28',
      'network-policy.backstage.io/ticket': 'NET-7',
    });
  });

  it('prints JSON, too', async () => {
    const { lines } = await generate({ ...options, output: 'json' });
    expect(JSON.parse([...lines].join('\n'))).toMatchObject({
      kind: 'NetworkPolicy',
    });
  });

  it.each<[Partial<GenerateOptions>, RegExp]>([
    [{ namespace: 'Not a name' }, /^--namespace: a lowercase RFC 1123 label/],
    [{ selector: 'web' }, /^--selector web: must be labels/],
    [{ selector: 'app=b=c' }, /^--selector app=b=c: must be labels/],
    [{ selector: 'app=/', name: 'web' }, /^--selector: value of label "app"/],
    [{ port: ['0'] }, /^--port: must be between 1 and 65535/],
    [{ port: ['90-80'] }, /^--port: must be greater than or equal/],
    [{ port: ['ICMP/8'] }, /^--port ICMP\/8: must be like/],
    [{ reviewBy: '2031-02-30' }, /^--review-by: must be a date/],
    [{ reason: 'a\nb' }, /^--reason: must not contain control characters/],
  ])('refuses %j, with the option to mend', async (more, message) => {
    await expect(generate({ ...options, ...more })).rejects.toThrow(message);
  });
});
