import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import express, { Router } from 'express';
import request from 'supertest';
import { measureRequests } from './measureRequests';

it('measures by the template of the route', async () => {
  const record = jest.fn();
  const metrics = metricsServiceMock.mock({
    createHistogram: () => ({ record }),
  });
  const router = Router().get('/entities/:name', (_, response) => {
    response.json({});
  });
  const app = express().use(measureRequests(metrics)).use(router);

  await request(app).get('/entities/web?limit=5');
  await request(app).get('/elsewhere');

  expect(record.mock.calls).toEqual([
    [
      expect.any(Number),
      { method: 'GET', route: '/entities/:name', status: 200 },
    ],
    [expect.any(Number), { method: 'GET', route: 'none', status: 404 }],
  ]);
  expect(record.mock.calls[0][0]).toBeLessThan(5);
});
