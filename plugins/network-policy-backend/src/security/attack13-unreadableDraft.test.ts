import request from 'supertest';
import { base, draft, startExposures } from '../__testUtils__/startExposures';

// A whole backend starts in each test, or two.
jest.setTimeout(60_000);

/** JSON.parse keeps the key `__proto__`; an object literal would not. */
const withLabel = (key: string) =>
  JSON.stringify(draft()).replace('"app":"web"', `"app":"web","${key}":"x"`);

const routes = [
  ['post', 'exposures/preview'],
  ['put', 'exposures'],
  ['post', 'exposures/manifest'],
] as const;

const send = async (body: string) => {
  const { server, cluster } = await startExposures();
  const answers = [];
  for (const [method, path] of routes) {
    answers.push(
      await request(server)
        [method](`${base}/web/${path}`)
        .set('Content-Type', 'application/json')
        .send(body),
    );
  }
  return { answers, cluster };
};

describe('attack 13: a draft that is not what it looks like', () => {
  it.each(['__proto__', 'constructor', 'toString'])(
    'attack 13: a label with the key %s is refused, not dropped',
    async key => {
      const { answers, cluster } = await send(withLabel(key));

      for (const { status, body } of answers) {
        expect(status).toBe(400);
        expect(body.error.message).toBe(
          `podSelector: label key "${key}": is not taken here; choose another label`,
        );
      }
      expect(cluster.requests).toEqual([]);
    },
  );

  it('attack 13: neither is one of the pods that are let in', async () => {
    const { answers } = await send(
      JSON.stringify(
        draft({ from: { width: 'certain-pods', podLabels: { app: 'x' } } }),
      ).replace('"app":"x"', '"app":"x","__proto__":"y"'),
    );

    for (const { status, body } of answers) {
      expect(status).toBe(400);
      expect(body.error.message).toMatch(
        /^from\.podLabels: label key "__proto__"/,
      );
    }
  });

  it.each([
    ['reason', 'approved \u202eyb\u202c nobody'],
    ['reason', 'log\u200bin page'],
    ['ticket', 'NET-\u20667\u2069'],
  ])(
    'attack 13: a %s with invisible characters is refused',
    async (field, text) => {
      const { answers, cluster } = await send(
        JSON.stringify(draft({ [field]: text })),
      );

      for (const { status, body } of answers) {
        expect(status).toBe(400);
        expect(body.error.message).toBe(
          `${field}: must not contain invisible characters, such as marks of direction or zero-width spaces`,
        );
      }
      expect(cluster.requests).toEqual([]);
    },
  );
});
