import { load } from 'js-yaml';
import { formatReport, Report } from './report';
import { paintFor } from './style';

const report: Report = {
  data: {
    count: 2,
    nested: { a: { b: 1 } },
    items: [{ a: 1 }, { a: '=2' }],
    none: [],
    missing: undefined,
  },
  table: {
    columns: ['namespace', 'review by'],
    rows: [
      ['default', { text: '=HYPERLINK("x")', meaning: 'denied' }],
      ['a|b*', undefined],
      ['-1,5', '@everyone\n\u001b[31m<b>'],
    ],
  },
  above: ['Above'],
  below: ['Below'],
};

const plain = paintFor({ isTTY: false }, {});
const print = (format: Parameters<typeof formatReport>[1], paint = plain) =>
  [...formatReport(report, format, paint)].join('\n');

describe('a report', () => {
  it('is a table like those of kubectl for people, with nothing that controls the terminal', () => {
    expect(print('table')).toBe(
      [
        'Above',
        'NAMESPACE   REVIEW-BY',
        'default     =HYPERLINK("x")',
        'a|b*        <none>',
        '-1,5        @everyone\\u000a\\u001b[31m<b>',
        'Below',
      ].join('\n'),
    );
  });

  it('has colours where they are wanted, and columns that stay in line', () => {
    const paint = paintFor({ isTTY: true }, {});
    expect(print('table', paint)).toContain('\u001b[31m=HYPERLINK("x")');
  });

  it('is JSON with an item on each line', () => {
    expect(JSON.parse(print('json'))).toEqual({
      count: 2,
      nested: { a: { b: 1 } },
      items: [{ a: 1 }, { a: '=2' }],
      none: [],
    });
    expect(print('json').split('\n')).toContain('    {"a":1},');
  });

  it('is YAML', () => {
    expect(load(print('yaml'))).toEqual(JSON.parse(print('json')));
  });

  it('is CSV in which no cell is a formula', () => {
    expect(print('csv').split('\n')).toEqual([
      'namespace,review by',
      `default,"'=HYPERLINK(""x"")"`,
      'a|b*,',
      `"'-1,5","'@everyone`,
      '\u001b[31m<b>"',
    ]);
  });

  it('is Markdown in which no cell is markup or calls anybody', () => {
    expect(print('markdown').split('\n')).toEqual([
      '| namespace | review by |',
      '| --- | --- |',
      '| default | =HYPERLINK("x") |',
      '| a\\|b\\* |  |',
      '| -1,5 | @\u200beveryone\\\\u000a\\\\u001b\\[31m\\<b\\> |',
    ]);
  });
});

describe('what is said of a report', () => {
  const said: Report = {
    ...report,
    headline: 'Open to *all*, by a|b.',
    partial: ['=1 is not known.', 'Nor is 2, "b".'],
  };
  const printed = (format: Parameters<typeof formatReport>[1]) =>
    [...formatReport(said, format, plain)].join('\n').split('\n');

  it('is in CSV, after the table', () => {
    expect(printed('csv').slice(-3)).toEqual([
      '"# Open to *all*, by a|b."',
      '# Partial: =1 is not known.',
      '"# Partial: Nor is 2, ""b""."',
    ]);
  });

  it('is in Markdown, above and below', () => {
    const lines = printed('markdown');
    expect(lines.slice(0, 3)).toEqual([
      'Open to \\*all\\*, by a\\|b.',
      '',
      '| namespace | review by |',
    ]);
    expect(lines.slice(-3)).toEqual([
      '',
      '- **Partial:** =1 is not known.',
      '- **Partial:** Nor is 2, "b".',
    ]);
  });

  it('is below the table for people', () => {
    expect(printed('table').slice(-2)).toEqual([
      'Partial: =1 is not known.',
      'Partial: Nor is 2, "b".',
    ]);
  });
});

describe('colours', () => {
  const isColoured = (isTTY: boolean, env: Record<string, string>) =>
    paintFor({ isTTY }, env)('x', 'allowed') !== 'x';

  it('are for terminals, unless somebody does without', () => {
    expect(isColoured(true, {})).toBe(true);
    expect(isColoured(true, { NO_COLOR: '1' })).toBe(false);
    expect(isColoured(true, { NO_COLOR: '' })).toBe(true);
    expect(isColoured(true, { TERM: 'dumb' })).toBe(false);
    expect(isColoured(false, {})).toBe(false);
    expect(isColoured(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(isColoured(true, { FORCE_COLOR: '0' })).toBe(false);
  });
});
