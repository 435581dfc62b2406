import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError, stringifyError } from '@backstage/errors';
import express from 'express';
import request from 'supertest';
import { hideUnexpected } from './hideUnexpected';

const answerTo = async (error: Error) => {
  const logger = mockServices.logger.mock();
  const app = express();
  app.get('/', (_request, _response, next) => next(error));
  app.use(hideUnexpected(logger));
  const send: express.ErrorRequestHandler = (sent, _request, response, _) => {
    response.json({ message: sent.message });
  };
  app.use(send);
  const { body } = await request(app).get('/');
  return { message: String(body.message), logger };
};

describe('hideUnexpected', () => {
  it('gives a number by which the log has what happened', async () => {
    const { message, logger } = await answerTo(new Error('no such table'));

    expect(message).toMatch(
      /^Something went wrong in the portal\. .* the number [-0-9a-f]{36} to/,
    );
    const [, id] = /the number ([-0-9a-f]+)/.exec(message) ?? [];
    const [[text, cause]] = logger.error.mock.calls;
    expect(text).toContain(id);
    expect(stringifyError(cause)).toContain('no such table');
  });

  it('lets what is written for people through', async () => {
    const { message, logger } = await answerTo(new ConflictError('busy'));

    expect(message).toBe('busy');
    expect(logger.error).not.toHaveBeenCalled();
  });
});
