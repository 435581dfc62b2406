import { requestsIn } from './auditLog';

const event = (username: string, verb: string, requestURI: string) =>
  `${JSON.stringify({
    stage: 'RequestReceived',
    verb,
    requestURI,
    user: { username },
  })}\n`;

describe('requestsIn', () => {
  it('tells what some accounts asked for, each verb as its method', () => {
    const log = [
      event('reader', 'get', '/version'),
      event('admin', 'delete', '/api/v1/namespaces/a'),
      event('reader', 'watch', '/api/v1/pods?watch=1'),
      event('writer', 'create', '/api/v1/namespaces/b/pods'),
    ].join('');
    expect(requestsIn(log, ['reader', 'writer'])).toEqual([
      'GET /version',
      'GET /api/v1/pods?watch=1',
      'POST /api/v1/namespaces/b/pods',
    ]);
  });
});
