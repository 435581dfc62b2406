import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import { z } from 'zod';
import { settingsSchema } from './readSettings';

const plugin = join(__dirname, '..', '..');
const operations = join(plugin, '..', '..', 'docs', 'operations.md');

type JsonSchema = z.core.JSONSchema.JSONSchema;

interface Row {
  key: string;
  standard: string;
  range: string;
}

/** The rows of the table of settings, without their last cell: what they mean is for people to compare. */
function documented(): Row[] {
  const [, table] = readFileSync(operations, 'utf8').split(
    '| key below `networkPolicy`',
  );
  return table
    .split('\n\n')[0]
    .split('\n')
    .slice(2)
    .map(line => {
      const [, key, standard, range] = line
        .split('|')
        .map(cell => cell.trim().replaceAll('`', ''));
      return { key, standard, range };
    });
}

function standardInWords(standard: unknown): string {
  if (standard === undefined) {
    return '–';
  }
  return Array.isArray(standard) && standard.length === 0
    ? 'none'
    : String(standard);
}

function rangeInWords(schema: JsonSchema): string {
  const { type, minimum, maximum } = schema;
  if (schema.enum) {
    return schema.enum.join(', ');
  }
  switch (type) {
    case 'integer':
      return `${minimum} to ${maximum}`;
    case 'boolean':
      return 'true, false';
    case 'array':
      return 'names';
    default:
      return 'text';
  }
}

/** What is read at start-up, each setting as its row should be. */
function read(schema: JsonSchema, path = ''): Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const child = value as JsonSchema;
    const key = `${path}${name}`;
    const element = child.items as JsonSchema | undefined;
    if (element?.properties) {
      return read(element, `${key}[].`);
    }
    if (child.properties) {
      return read(child, `${key}.`);
    }
    const standard = standardInWords(child.default);
    return [{ key, standard, range: rangeInWords(child) }];
  });
}

/** The keys of a type, those of objects in it by their path. */
function keysOf(type: ts.TypeNode | undefined, path: string): string[] {
  if (type && ts.isTypeLiteralNode(type)) {
    return type.members
      .filter(ts.isPropertySignature)
      .flatMap(member =>
        keysOf(member.type, `${path}${path && '.'}${member.name.getText()}`),
      );
  }
  const element =
    type && ts.isTypeReferenceNode(type) ? type.typeArguments?.[0] : undefined;
  return element ? keysOf(element, `${path}[]`) : [path];
}

/** The keys that config.d.ts declares, by which Backstage checks and completes app-config.yaml. */
function declared(): string[] {
  const file = join(plugin, 'config.d.ts');
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  return source.statements
    .filter(ts.isInterfaceDeclaration)
    .flatMap(({ members }) => [...members])
    .filter(ts.isPropertySignature)
    .filter(({ name }) => name.getText() === 'networkPolicy')
    .flatMap(({ type }) => keysOf(type, ''));
}

describe('the settings', () => {
  const settings = read(z.toJSONSchema(settingsSchema, { io: 'input' }));

  it('are in the table of docs/operations.md, with the defaults and ranges that are read', () => {
    expect(documented()).toEqual(settings);
  });

  it("are in the README's example with their defaults, but for those of single clusters", () => {
    const [, example] = readFileSync(join(plugin, 'README.md'), 'utf8').split(
      '## Configuration',
    );
    const shown = parse(/```yaml\n(.*?)```/s.exec(example)![1]).networkPolicy;

    expect({ ...shown, clusters: [] }).toEqual(settingsSchema.parse({}));
    expect(settingsSchema.parse(shown).clusters).toEqual(shown.clusters);
  });

  it('are those that config.d.ts declares', () => {
    expect(declared()).toEqual(settings.map(({ key }) => key));
  });
});
