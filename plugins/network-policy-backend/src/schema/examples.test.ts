import Ajv from 'ajv';
import { examples } from '../__testUtils__/openapi/examples';

const ajv = new Ajv({ strict: false, allErrors: true });

it('has an example of every body of JSON but errors', () => {
  expect(
    examples.filter(({ value }) => value === undefined).map(({ of }) => of),
  ).toEqual([]);
  expect(examples.length).toBeGreaterThan(15);
});

it.each(examples)('has an example of $of as it is described', one => {
  const isDescribed = ajv.compile({ ...one.schema });
  isDescribed(one.value);
  expect(isDescribed.errors ?? []).toEqual([]);
});
