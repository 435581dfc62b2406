import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from './routes';

/** The cells of the rows that begin with a route. */
const rows = readFileSync(join(__dirname, '../../README.md'), 'utf8')
  .split('\n')
  .filter(line => /^\| `(GET|PUT|POST|DELETE) /.test(line))
  .map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );

it('the README says of each route who may call it, and by which permissions', () => {
  const short = (operation: string) =>
    operation.replace('/entities/{kind}/{namespace}/{name}', '/entities/…');

  expect(
    rows.map(([operation, , permissions, who]) => ({
      operation: operation.replaceAll('`', ''),
      permissions: [...permissions.matchAll(/`([a-z.]+)`/g)]
        .map(([, name]) => `network-policy.${name}`)
        .sort(),
      who,
    })),
  ).toEqual(
    routes.map(({ operation, permissions, who }) => ({
      operation: short(operation),
      permissions: permissions.map(({ name }) => name).sort(),
      who,
    })),
  );
});
