import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attacks } from './attacks';

const named = readdirSync(__dirname)
  .filter(file => /^attack\d+-.*\.test\.ts$/.test(file))
  .map(file => readFileSync(join(__dirname, file), 'utf8'))
  .flatMap(text => [...text.matchAll(/['"`]attack (\d+): /g)])
  .map(([, number]) => Number(number));

describe('the table of attacks', () => {
  it('numbers them', () => {
    expect(attacks.map(({ attack }) => attack)).toEqual(
      attacks.map((_, index) => index + 1),
    );
  });

  it.each(attacks)('has a test of attack $attack', ({ attack }) => {
    expect(named).toContain(attack);
  });
});
