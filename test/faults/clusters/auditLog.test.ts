import { requestsIn } from './auditLog';

const event = (username: string, verb: string, requestURI: string) =>
  `${JSON.stringify({
    stage: 'RequestReceived',
    verb,
    requestURI,
    user: { username },
  })}\n`;

describe('requestsIn', () => {
  it('tells what somebody asked for, each verb as its method', () => {
    const log = [
      event('portal', 'get', '/version'),
      event('admin', 'delete', '/api/v1/namespaces/a'),
      event('portal', 'watch', '/api/v1/pods?watch=1'),
      event('portal', 'patch', '/api/v1/namespaces/b'),
    ].join('');
    expect(requestsIn(log, 'portal')).toEqual([
      'GET /version',
      'GET /api/v1/pods?watch=1',
      'PATCH /api/v1/namespaces/b',
    ]);
  });
});
