import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { operations } from '../__testUtils__/openapi/operations';
import { base, draft, startExposures } from '../__testUtils__/startExposures';
import { routes } from './routes';

const walkthrough = '/api/network-policy/clusters/north/walkthrough';
const web = {
  entity: { kind: 'component', namespace: 'default', name: 'web' },
};
const shared = { cluster: 'north', namespace: 'default' };

interface Write {
  eventId: string;
  severityLevel: 'low' | 'medium' | 'high';
  method: 'put' | 'post' | 'delete';
  path: string;
  body?: object;
  about: object;
}

const writes: Write[] = [
  {
    eventId: 'exposure-apply',
    severityLevel: 'high',
    method: 'put',
    path: `${base}/web/exposures`,
    body: draft(),
    about: web,
  },
  {
    eventId: 'exposure-revoke',
    severityLevel: 'high',
    method: 'post',
    path: `${base}/web/exposures/revoke`,
    body: { ...shared, policy: 'web-allow-all-namespaces' },
    about: web,
  },
  {
    eventId: 'probe-run',
    severityLevel: 'medium',
    method: 'post',
    path: `${base}/web/probe-runs`,
    body: { ...shared, from: ['secondary'] },
    about: web,
  },
  {
    eventId: 'probe-run-cancel',
    severityLevel: 'low',
    method: 'delete',
    path: `${base}/web/probe-runs/7f1d1b1a-5a4e-4a1c-9a3c-0d6a3a1f2b11`,
    about: {
      entity: { kind: 'component', namespace: 'default', name: 'web' },
    },
  },
  {
    eventId: 'walkthrough-deploy',
    severityLevel: 'medium',
    method: 'put',
    path: walkthrough,
    body: { isolate: true },
    about: { cluster: 'north' },
  },
  {
    eventId: 'walkthrough-remove',
    severityLevel: 'medium',
    method: 'delete',
    path: walkthrough,
    about: { cluster: 'north' },
  },
];

/** They have a draft in their body and change nothing. */
const readingByPost = ['PreviewExposure', 'MakeExposureManifest'];

const denied = [
  'network-policy.exposure.apply',
  'network-policy.exposure.revoke',
  'network-policy.probe.run',
  'network-policy.walkthrough',
];

/** Sends a write, and answers with the events that it has left. */
async function send(
  { method, path, body }: Write,
  options: {
    denied?: readonly string[];
    query?: string;
    token?: string;
    text?: string;
  } = {},
) {
  const { server, cluster, auditEvents } = await startExposures(options);
  const { status } = await request(server)
    [method](`${path}${options.query ?? ''}`)
    .set('Authorization', options.token ?? mockCredentials.user.header())
    .type('json')
    .send(options.text ?? body);
  return { status, auditEvents, writes: cluster.writes };
}

const refused = ({ eventId, severityLevel, about }: Write, error: RegExp) => ({
  eventId,
  severityLevel,
  actor: 'user:default/mock',
  meta: expect.objectContaining(about),
  outcome: { succeeded: false, error: expect.stringMatching(error) },
});

describe('a write that is refused leaves one audit event', () => {
  it('of each that the API has', () => {
    const writing = operations.filter(
      ({ id, method }) => method !== 'GET' && !readingByPost.includes(id),
    );
    const audited = routes.filter(({ write }) => write);

    expect(audited.map(({ operation }) => operation).sort()).toEqual(
      writing.map(({ method, path }) => `${method} ${path}`).sort(),
    );
    expect(writes.map(({ eventId }) => eventId).sort()).toEqual(
      audited.map(({ write }) => write?.event.eventId).sort(),
    );
  });

  it.each(writes)('$eventId, without the permission', async write => {
    const { status, ...seen } = await send(write, { denied });

    expect(status).toBe(403);
    expect(seen).toEqual({
      auditEvents: [refused(write, /do not have the permission/)],
      writes: [],
    });
  });

  it.each(writes)('$eventId, when it is not as described', async write => {
    const { status, ...seen } = await send(write, { query: '?surprise=1' });

    expect(status).toBe(400);
    expect(seen).toEqual({
      auditEvents: [refused(write, /Unknown query parameter 'surprise'/)],
      writes: [],
    });
  });

  it.each(writes)('$eventId, when no person asks', async write => {
    const { status, ...seen } = await send(write, {
      token: mockCredentials.service.header(),
    });

    expect(status).toBe(403);
    expect(seen).toEqual({
      auditEvents: [
        {
          ...refused(write, /does not allow 'service' credentials/),
          actor: 'external:test-service',
        },
      ],
      writes: [],
    });
  });

  it.each(writes.filter(({ body }) => body))(
    '$eventId, with a body that is wrong or no JSON',
    async write => {
      const surprise = { ...write, body: { ...write.body, surprise: 1 } };

      const undescribed = await send(surprise);
      const unread = await send(write, { text: '{' });

      expect(undescribed.status).toBe(400);
      expect(undescribed.auditEvents).toEqual([
        refused(write, /additional properties/),
      ]);
      expect(unread.status).toBe(400);
      expect(unread.auditEvents).toEqual([refused(write, /JSON/)]);
    },
  );
});

it('leaves no event of what only reads', async () => {
  const { server, auditEvents } = await startExposures();

  const { status } = await request(server)
    .post(`${base}/web/exposures/preview`)
    .send({ surprise: 1 });

  expect(status).toBe(400);
  expect(auditEvents).toEqual([]);
});
